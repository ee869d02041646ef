package minitron.text;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * One row of evaluation data.
 *
 * @param fields the row as it stands in its file
 * @param where the row's place, as error messages name it: {@code winogrande/train.jsonl line 3}
 */
public record Row(JsonObject fields, String where) {
  private static final int LONGEST = 200;

  /** The string in a field. */
  public String text(String field) {
    return primitive(field, JsonPrimitive::isString, "a string").getAsString();
  }

  /** The whole number in a field. */
  public int whole(String field) {
    return primitive(field, Row::isWhole, "a whole number").getAsInt();
  }

  /** The string or the whole number in a field: "1" and 1 are not the same. */
  public Object textOrWhole(String field) {
    return textOrWhole(primitive(field, Row::isTextOrWhole, "a string or a whole number"));
  }

  /** The string or the number in a field, as Python's {@code str} writes it. */
  public String textOrNumber(String field) {
    JsonPrimitive value = primitive(field, Row::isWritten, "a string or a number");
    return Row.isTextOrWhole(value)
        ? textOrWhole(value).toString()
        : Double.toString(value.getAsDouble());
  }

  /** The list of strings or whole numbers in a field. */
  public List<Object> textsOrWholes(String field) {
    return list(field, Row::isTextOrWhole, "strings or whole numbers")
        .map(Row::textOrWhole)
        .toList();
  }

  /** The list of strings in a field. */
  public List<String> texts(String field) {
    return list(field, JsonPrimitive::isString, "strings").map(JsonPrimitive::getAsString).toList();
  }

  /** The list of whole numbers in a field. */
  public List<Integer> wholes(String field) {
    return list(field, Row::isWhole, "whole numbers").map(JsonPrimitive::getAsInt).toList();
  }

  /** Which of a list equal 1, as Python has it: 1.0 and true do, 0.5 and the text "1" do not. */
  public List<Boolean> ones(String field) {
    return list(field, value -> true, "numbers or truth values")
        .map(one -> one.isBoolean() ? one.getAsBoolean() : one.isNumber() && isOne(one))
        .toList();
  }

  /** The object in a field, as a row whose errors name both. */
  public Row child(String field) {
    JsonElement value = value(field);
    if (!value.isJsonObject()) {
      throw problem(field, "must be an object");
    }
    return new Row(value.getAsJsonObject(), where + " field \"" + field + "\"");
  }

  /**
   * What to throw when a field holds something that is not allowed.
   *
   * @param allowed the rest of the sentence after the field's name: {@code must be "1" or "2"}
   */
  public IllegalArgumentException problem(String field, String allowed) {
    return new IllegalArgumentException(
        "%s: field \"%s\" %s, but is %s; correct that line or take it out."
            .formatted(where, field, allowed, shown(field)));
  }

  /** What a field holds, cut for a message. */
  public String shown(String field) {
    return cut(String.valueOf(fields.get(field)));
  }

  private static String cut(String text) {
    return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…";
  }

  private Stream<JsonPrimitive> list(String field, Predicate<JsonPrimitive> allowed, String what) {
    JsonElement value = value(field);
    boolean fits =
        value.isJsonArray()
            && value.getAsJsonArray().asList().stream()
                .allMatch(e -> e.isJsonPrimitive() && allowed.test(e.getAsJsonPrimitive()));
    if (!fits) {
      throw problem(field, "must be a list of " + what);
    }
    return value.getAsJsonArray().asList().stream().map(JsonElement::getAsJsonPrimitive);
  }

  private JsonPrimitive primitive(String field, Predicate<JsonPrimitive> allowed, String what) {
    JsonElement value = value(field);
    if (!value.isJsonPrimitive() || !allowed.test(value.getAsJsonPrimitive())) {
      throw problem(field, "must be " + what);
    }
    return value.getAsJsonPrimitive();
  }

  private JsonElement value(String field) {
    JsonElement value = fields.get(field);
    if (value == null) {
      throw new IllegalArgumentException(
          "%s has no field \"%s\"; it has %s, so the file may belong to another task."
              .formatted(where, field, cut(String.join(", ", fields.keySet()))));
    }
    return value;
  }

  private static boolean isWhole(JsonPrimitive value) {
    return value.isNumber() && value.getAsString().matches("-?\\d{1,9}");
  }

  private static boolean isOne(JsonPrimitive value) {
    return value.getAsString().length() < 400 && value.getAsDouble() == 1;
  }

  /** Between these bounds Java and Python write a fraction alike. */
  private static boolean isWritten(JsonPrimitive value) {
    if (isTextOrWhole(value)) {
      return true;
    }
    if (!value.isNumber() || !value.getAsString().matches("-?\\d{1,7}\\.\\d{1,17}")) {
      return false;
    }
    double size = Math.abs(value.getAsDouble());
    return size == 0 || (size >= 1e-3 && size < 1e7);
  }

  private static boolean isTextOrWhole(JsonPrimitive value) {
    return value.isString() || (value.isNumber() && value.getAsString().matches("-?\\d{1,18}"));
  }

  private static Object textOrWhole(JsonPrimitive value) {
    return value.isString() ? value.getAsString() : (Object) value.getAsLong();
  }
}
