package minitron.text.tokenizer;

import static minitron.io.Messages.quote;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.List;

/**
 * Checks of the post-processor, which puts special tokens around a text: the native library ends
 * the process on a token that it lacks, or on a second text where there is one only.
 */
final class Template {
  private static final int MOST = 64;

  private Template() {}

  /**
   * Checks the steps of a post-processor.
   *
   * @throws IllegalArgumentException if the native library could not bear them
   */
  static void check(List<JsonObject> steps) {
    if (steps.stream().filter(step -> !is(step, "ByteLevel")).count() > 1) {
      throw new IllegalArgumentException(
          "post_processor puts special tokens around a text more than once");
    }
    steps.stream().filter(step -> is(step, "TemplateProcessing")).forEach(Template::template);
  }

  private static boolean is(JsonObject step, String type) {
    return step.get("type").getAsString().equals(type);
  }

  private static void template(JsonObject step) {
    JsonObject specials = step.getAsJsonObject("special_tokens");
    List<String> texts = new ArrayList<>();
    for (JsonElement piece : step.getAsJsonArray("single")) {
      if (piece.getAsJsonObject().get("SpecialToken") instanceof JsonObject token) {
        String id = token.get("id").getAsString();
        if (!specials.has(id)) {
          throw new IllegalArgumentException(
              "post_processor.single has the token %s, which its special_tokens lack"
                  .formatted(quote(id)));
        }
      } else {
        texts.add(piece.getAsJsonObject().getAsJsonObject("Sequence").get("id").getAsString());
      }
    }
    if (!texts.equals(List.of("A"))) {
      throw new IllegalArgumentException(
          "post_processor.single must have the sequence A once, and no other");
    }
  }

  /** Whether a value is a token and its id, as BERT's processors have them. */
  static boolean isMarked(JsonElement value) {
    return value instanceof JsonArray pair
        && pair.size() == 2
        && JsonKinds.isText(pair.get(0))
        && isId(pair.get(1));
  }

  /** Whether a value is a template: special tokens and sequences in a row. */
  static boolean isPieces(JsonElement value) {
    return value instanceof JsonArray pieces
        && pieces.size() <= MOST
        && pieces.asList().stream().allMatch(Template::isPiece);
  }

  private static boolean isPiece(JsonElement value) {
    if (!(value instanceof JsonObject piece) || piece.size() != 1) {
      return false;
    }
    String kind = piece.keySet().iterator().next();
    return piece.get(kind) instanceof JsonObject named
        && named.size() == 2
        && isId(named.get("type_id"))
        && JsonKinds.isText(named.get("id"))
        && (kind.equals("SpecialToken")
            || (kind.equals("Sequence")
                && List.of("A", "B").contains(named.get("id").getAsString())));
  }

  /** Whether a value is an object of special tokens, each with as many ids as tokens. */
  static boolean isSpecials(JsonElement value) {
    return value instanceof JsonObject specials
        && specials.asMap().values().stream().allMatch(Template::isSpecial);
  }

  private static boolean isSpecial(JsonElement value) {
    return value instanceof JsonObject special
        && special.size() == 3
        && JsonKinds.isText(special.get("id"))
        && special.get("ids") instanceof JsonArray ids
        && special.get("tokens") instanceof JsonArray tokens
        && ids.size() == tokens.size()
        && ids.size() <= MOST
        && ids.asList().stream().allMatch(Template::isId)
        && tokens.asList().stream().allMatch(JsonKinds::isText);
  }

  private static boolean isId(JsonElement value) {
    return JsonKinds.isWhole(value, 0, Vocabulary.LARGEST_ID);
  }
}
