package minitron.text.tokenizer;

import static minitron.io.Messages.quote;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Holds a part of a tokenizer.json against {@link TokenizerSchema}. */
final class TokenizerPart {
  private static final int MOST = 1 << 20;

  /** A kind of value: what it must be, in words, and whether a value is. */
  private record Kind(String mustBe, Predicate<JsonElement> test) {}

  private static final Map<String, Kind> KINDS =
      Map.ofEntries(
          Map.entry("flag", new Kind("true or false", JsonKinds::isFlag)),
          Map.entry("text", new Kind("a text", JsonKinds::isText)),
          Map.entry("character", new Kind("a single character", JsonKinds::isCharacter)),
          Map.entry(
              "behavior",
              oneOf("Removed", "Isolated", "MergedWithPrevious", "MergedWithNext", "Contiguous")),
          Map.entry("scheme", oneOf("first", "never", "always")),
          Map.entry(
              "zero",
              new Kind("0", value -> JsonKinds.isNumber(value) && value.getAsDouble() == 0)),
          Map.entry("count", whole(0, MOST)),
          Map.entry("positive", whole(1, MOST)),
          // A longer word is compared piece by piece: that takes the third power of its length.
          Map.entry("letters", whole(0, 1000)),
          Map.entry("steps", new Kind("a list of parts", JsonElement::isJsonArray)),
          Map.entry(
              "pattern",
              new Kind("{\"String\": text} or {\"Regex\": text}", TokenizerPart::isPattern)),
          Map.entry("charsmap", new Kind("a charsmap in base64", Charsmap::is)),
          Map.entry("marked", new Kind("a token and its id", Template::isMarked)),
          Map.entry(
              "pieces", new Kind("a list of special tokens and sequences", Template::isPieces)),
          Map.entry(
              "specials",
              new Kind("special tokens, each with its ids and tokens", Template::isSpecials)));

  private TokenizerPart() {}

  /**
   * Checks a part and those in it.
   *
   * @param table the types that are allowed
   * @param where for messages
   * @return the parts of a sequence, or the part itself
   * @throws IllegalArgumentException if a type, a field or a value is not in the table
   */
  static List<JsonObject> check(JsonElement part, Map<String, String> table, String where) {
    String type = type(part, where);
    JsonObject object = part.getAsJsonObject();
    String line = table.get(type);
    if (line == null) {
      throw new IllegalArgumentException(
          "%s has the type %s, which is none of %s"
              .formatted(where, quote(type), new TreeSet<>(table.keySet())));
    }
    Map<String, String> fields = fields(line);
    for (String name : object.keySet()) {
      if (!name.equals("type") && !fields.containsKey(name)) {
        throw new IllegalArgumentException(
            "%s (%s) has the field %s, which is not known".formatted(where, type, quote(name)));
      }
    }
    fields.forEach((name, kind) -> field(object.get(name), kind, where + "." + name));
    return fields.entrySet().stream()
        .filter(field -> field.getValue().equals("steps"))
        .findFirst()
        .map(field -> steps(object.getAsJsonArray(field.getKey()), table, where))
        .orElse(List.of(object));
  }

  private static List<JsonObject> steps(JsonArray steps, Map<String, String> table, String where) {
    return steps.asList().stream()
        .flatMap(step -> check(step, table, where).stream())
        .limit(MOST) // what is too long for its room is said by the room
        .toList();
  }

  private static Map<String, String> fields(String line) {
    Map<String, String> fields = new LinkedHashMap<>();
    Arrays.stream(line.split(" "))
        .skip(1)
        .map(field -> field.split(":"))
        .forEach(field -> fields.put(field[0], field[1]));
    return fields;
  }

  /** The type of a part. */
  static String type(JsonElement part, String where) {
    if (part instanceof JsonObject object && JsonKinds.isText(object.get("type"))) {
      return object.get("type").getAsString();
    }
    throw new IllegalArgumentException(where + " is no object with a type");
  }

  private static void field(JsonElement value, String name, String where) {
    boolean optional = name.endsWith("?");
    if (optional && (value == null || value instanceof JsonNull)) {
      return;
    }
    Kind kind = KINDS.get(optional ? name.substring(0, name.length() - 1) : name);
    if (value == null || !kind.test.test(value)) {
      throw new IllegalArgumentException("%s must be %s".formatted(where, kind.mustBe));
    }
  }

  private static Kind oneOf(String... names) {
    return new Kind(
        "one of " + List.of(names),
        value -> JsonKinds.isText(value) && Arrays.asList(names).contains(value.getAsString()));
  }

  private static Kind whole(long least, long most) {
    return new Kind(
        "a whole number from %d to %d".formatted(least, most),
        v -> JsonKinds.isWhole(v, least, most));
  }

  private static boolean isPattern(JsonElement value) {
    return value instanceof JsonObject pattern
        && pattern.size() == 1
        && Stream.of("String", "Regex").anyMatch(kind -> JsonKinds.isText(pattern.get(kind)));
  }
}
