package minitron.text.tokenizer;

import com.google.gson.JsonElement;
import com.google.gson.JsonPrimitive;

/** What kind of value a piece of JSON is; null is none. */
public final class JsonKinds {
  private JsonKinds() {}

  /** Whether it is a string. */
  public static boolean isText(JsonElement value) {
    return value instanceof JsonPrimitive primitive && primitive.isString();
  }

  /** Whether it is a string of one character. */
  static boolean isCharacter(JsonElement value) {
    return isText(value) && value.getAsString().codePoints().count() == 1;
  }

  /** Whether it is true or false. */
  static boolean isFlag(JsonElement value) {
    return value instanceof JsonPrimitive primitive && primitive.isBoolean();
  }

  /** Whether it is a number. */
  static boolean isNumber(JsonElement value) {
    return value instanceof JsonPrimitive primitive && primitive.isNumber();
  }

  /** Whether it is a whole number between two, both included. */
  static boolean isWhole(JsonElement value, long least, long most) {
    return isNumber(value)
        && value.getAsString().matches("-?\\d{1,18}")
        && value.getAsLong() >= least
        && value.getAsLong() <= most;
  }
}
