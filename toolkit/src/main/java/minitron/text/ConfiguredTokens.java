package minitron.text;

import static minitron.io.Messages.quote;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import minitron.text.tokenizer.AddedToken;
import minitron.text.tokenizer.JsonKinds;
import minitron.text.tokenizer.TokenizerJson;
import minitron.text.tokenizer.Vocabulary;

/**
 * The tokens that transformers 5 adds to those of tokenizer.json, in its order, from the files
 * beside it ({@code PreTrainedTokenizerBase._from_pretrained} and {@code
 * TokenizersBackend.__init__}): those of {@code added_tokens_decoder} by their ids, or of the older
 * added_tokens.json, then the named ones ({@code bos_token} and so on), then the extra ones.
 */
final class ConfiguredTokens {
  /** The names of tokens that have one. */
  static final List<String> NAMED =
      List.of(
          "bos_token",
          "eos_token",
          "unk_token",
          "sep_token",
          "pad_token",
          "cls_token",
          "mask_token");

  private static final String DECODER = "added_tokens_decoder";
  private static final String EXTRA = "extra_special_tokens";

  private ConfiguredTokens() {}

  /**
   * The tokens to add; one that the tokenizer has already only gets its flags.
   *
   * @param config tokenizer_config.json, with the older files' keys
   * @param older added_tokens.json: ids by token
   */
  static List<AddedToken> of(JsonObject config, JsonObject older, TokenizerJson tokenizer) {
    Map<String, JsonElement> named = named(config, tokenizer);
    Set<String> special = new HashSet<>();
    named.values().forEach(token -> special.add(text(token)));
    List<JsonElement> extra =
        config.get(EXTRA) instanceof JsonArray list ? list.asList() : List.of();
    var byId = new TreeMap<Integer, AddedToken>();
    if (config.has(DECODER)) {
      decoder(config.get(DECODER)).forEach((id, token) -> byId.put(id(id), of(token, special)));
    } else {
      Set<String> all = new HashSet<>(special);
      extra.forEach(token -> all.add(text(token)));
      older.asMap().forEach((text, id) -> byId.put(id(id), old(text, all.contains(text))));
      tokenizer.added().forEach((id, token) -> byId.put(id, special(token, special)));
    }
    List<AddedToken> tokens = new ArrayList<>(byId.values());
    Set<String> known = new HashSet<>();
    tokenizer.added().values().forEach(token -> known.add(token.content()));
    tokens.forEach(token -> known.add(token.content()));
    List<JsonElement> rest = new ArrayList<>(named.values());
    rest.addAll(extra);
    rest.stream()
        .filter(token -> !known.contains(text(token)))
        .forEach(token -> tokens.add(of(token, special)));
    return tokens;
  }

  /** The named tokens: the usual ones first, then a model's own. */
  private static Map<String, JsonElement> named(JsonObject config, TokenizerJson tokenizer) {
    if (!config.has("pad_token")) {
      tokenizer.padToken().ifPresent(token -> config.addProperty("pad_token", token));
    }
    var named = new LinkedHashMap<String, JsonElement>();
    NAMED.forEach(name -> put(named, name, config.get(name)));
    int usual = named.size();
    config.asMap().entrySet().stream()
        .filter(entry -> entry.getKey().endsWith("_token"))
        .forEach(entry -> put(named, entry.getKey(), entry.getValue()));
    if (config.get(EXTRA) instanceof JsonObject own) {
      own.asMap().forEach((name, token) -> put(named, name, token));
    }
    if (named.size() == usual
        && config.get("model_specific_special_tokens") instanceof JsonObject own) {
      own.asMap().forEach((name, token) -> put(named, name, token));
    }
    return named;
  }

  private static void put(Map<String, JsonElement> named, String name, JsonElement token) {
    if (token != null && text(token) != null) {
      named.put(name, token);
    }
  }

  /** The text of a token: a string, or an object with its content; null if it is neither. */
  static String text(JsonElement token) {
    JsonElement text = token instanceof JsonObject object ? object.get("content") : token;
    return JsonKinds.isText(text) ? text.getAsString() : null;
  }

  private static AddedToken of(JsonElement token, Set<String> special) {
    return JsonKinds.isText(token)
        ? AddedToken.special(token.getAsString())
        : AddedToken.of(token, "a special token", special.contains(text(token)));
  }

  private static AddedToken special(AddedToken token, Set<String> special) {
    return special.contains(token.content()) ? token.asSpecial() : token;
  }

  private static AddedToken old(String text, boolean special) {
    return new AddedToken(text, false, false, false, !special, special);
  }

  private static Map<String, JsonElement> decoder(JsonElement decoder) {
    if (decoder instanceof JsonObject object) {
      return object.asMap();
    }
    throw new IllegalArgumentException(DECODER + " is no object of ids and their tokens");
  }

  private static int id(JsonElement id) {
    return id(id.isJsonPrimitive() ? id.getAsString() : "");
  }

  private static int id(String digits) {
    try {
      int id = Integer.parseInt(digits);
      if (id >= 0) {
        return id;
      }
    } catch (NumberFormatException e) {
      // The message below covers it.
    }
    throw new IllegalArgumentException(
        "an added token has the id %s; allowed: 0 to %d"
            .formatted(quote(digits), Vocabulary.LARGEST_ID));
  }
}
