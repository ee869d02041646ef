package minitron.text.tokenizer;

import static minitron.io.Messages.quote;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.stream.JsonWriter;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import minitron.io.StrictJson;

/**
 * A tokenizer.json that was checked in all its parts, and the text of it for the native library,
 * which is given nothing else. What cuts or fills a text up to a length is left out.
 */
public final class TokenizerJson {
  private static final Map<String, Map<String, String>> PARTS =
      Map.of(
          "normalizer", TokenizerSchema.NORMALIZERS,
          "pre_tokenizer", TokenizerSchema.PRE_TOKENIZERS,
          "post_processor", TokenizerSchema.POST_PROCESSORS,
          "decoder", TokenizerSchema.DECODERS);

  /** The native library compares each added token with all before it. */
  private static final int MOST_ADDED = 30_000;

  private final Vocabulary vocabulary = new Vocabulary();
  private final JsonObject parts = new JsonObject();
  private final TokenizerModel model = new TokenizerModel(vocabulary);
  private final Map<Integer, AddedToken> tokens = new LinkedHashMap<>();
  private JsonArray added = new JsonArray();
  private Optional<String> padToken = Optional.empty();

  private TokenizerJson() {}

  /**
   * Reads and checks a file.
   *
   * @param text all that the file has
   * @throws IllegalArgumentException if it is no tokenizer.json, or one that the native library
   *     cannot bear
   */
  public static TokenizerJson read(Path file, String text) {
    try {
      var tokenizer = new TokenizerJson();
      var json = new StrictJson(text);
      json.object("the file", key -> tokenizer.part(key, json));
      json.end();
      tokenizer.check();
      return tokenizer;
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "%s is no valid tokenizer.json: %s; fetch or save it again."
              .formatted(file, e.getMessage()),
          e);
    }
  }

  private void part(String key, StrictJson json) {
    switch (key) {
      case "version" -> {
        if (!json.string(key).equals("1.0")) {
          throw new IllegalArgumentException("its version is not 1.0");
        }
      }
      case "truncation" -> json.value(key);
      case "padding" -> padToken = padToken(json.value(key));
      case "added_tokens" -> added = array(json.value(key));
      case "model" -> model.read(json);
      default -> {
        if (!PARTS.containsKey(key)) {
          throw new IllegalArgumentException("it has the part %s".formatted(quote(key)));
        }
        parts.add(key, json.value(key));
      }
    }
  }

  /** transformers adds the token that the file's padding names. */
  private static Optional<String> padToken(JsonElement padding) {
    return padding instanceof JsonObject object && JsonKinds.isText(object.get("pad_token"))
        ? Optional.of(object.get("pad_token").getAsString())
        : Optional.empty();
  }

  private static JsonArray array(JsonElement value) {
    if (value instanceof JsonArray array) {
      return array;
    }
    throw new IllegalArgumentException("added_tokens is no list");
  }

  private void check() {
    model.check();
    PARTS.forEach(
        (name, table) -> {
          JsonElement part = parts.get(name);
          if (part != null && !part.isJsonNull()) {
            List<JsonObject> steps = TokenizerPart.check(part, table, name);
            Growth.check(steps, name);
            if (name.equals("post_processor")) {
              Template.check(steps);
            }
          }
        });
    for (int i = 0; i < added.size(); i++) {
      AddedToken token = AddedToken.of(added.get(i), "added_tokens[%d]".formatted(i), false);
      String where = "the added token " + quote(token.content());
      JsonElement number = added.get(i).getAsJsonObject().get("id");
      if (!JsonKinds.isWhole(number, 0, Vocabulary.LARGEST_ID)) {
        throw new IllegalArgumentException(
            "%s must have an id, a whole number from 0 to %d"
                .formatted(where, Vocabulary.LARGEST_ID));
      }
      int id = number.getAsInt();
      String other = vocabulary.token(id);
      if (tokens.put(id, token) != null || !(other == null || other.equals(token.content()))) {
        throw new IllegalArgumentException(
            "%s has the id %d, as another token has".formatted(where, id));
      }
    }
    if (added.size() > MOST_ADDED) {
      throw new IllegalArgumentException(
          "it has %d added tokens; allowed: up to %d".formatted(added.size(), MOST_ADDED));
    }
    tokens.values().forEach(vocabulary::add);
  }

  /** The tokens and their ids; those of other files may be added. */
  public Vocabulary vocabulary() {
    return vocabulary;
  }

  /** The file's own added tokens by their ids in the file, in its order. */
  public Map<Integer, AddedToken> added() {
    return tokens;
  }

  /** The token that the file's padding names, which transformers adds. */
  public Optional<String> padToken() {
    return padToken;
  }

  /** Whether a token can become another text before it is looked for. */
  public boolean normalizes() {
    return parts.get("normalizer") instanceof JsonObject;
  }

  /** Where a text may be cut, with all tokens that were added to the vocabulary. */
  public Optional<Seams> seams() {
    return SeamRules.of(parts, model, vocabulary);
  }

  /** The text for the native library, with all tokens that were added to the vocabulary. */
  public String text() {
    return write(model::write, parts, vocabulary.added());
  }

  /** The same for a tokenizer with this normalizer and one token, 0, for what is left of a text. */
  public String normalizerAlone() {
    var normalizer = new JsonObject();
    normalizer.add("normalizer", parts.get("normalizer"));
    return write(
        json -> json.jsonValue("{\"type\":\"WordLevel\",\"vocab\":{\"0\":0},\"unk_token\":\"0\"}"),
        normalizer,
        List.of());
  }

  private interface Writer {
    void write(JsonWriter json) throws IOException;
  }

  private String write(Writer theModel, JsonObject theParts, List<AddedToken> theAdded) {
    var text = new StringWriter();
    try (JsonWriter json = new JsonWriter(text)) {
      json.beginObject().name("version").value("1.0");
      for (Map.Entry<String, JsonElement> part : theParts.entrySet()) {
        json.name(part.getKey()).jsonValue(part.getValue().toString());
      }
      json.name("added_tokens").beginArray();
      for (AddedToken token : theAdded) {
        json.jsonValue(token.json(vocabulary.id(token.content())).toString());
      }
      json.endArray().name("model");
      theModel.write(json);
      json.endObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString();
  }
}
