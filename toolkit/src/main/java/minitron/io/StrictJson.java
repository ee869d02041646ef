package minitron.io;

import static minitron.io.Messages.cut;
import static minitron.io.Messages.quote;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import com.google.gson.Strictness;
import com.google.gson.ToNumberPolicy;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import java.io.IOException;
import java.io.StringReader;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.LongStream;

/**
 * Reads JSON by the standard alone: no key twice, no number in quotes, no half surrogate, nothing
 * after the end, trees of at most 64 levels. Its IllegalArgumentExceptions do not name the file.
 */
public final class StrictJson {
  private static final int DEEPEST = 64;

  private final JsonReader reader;

  /** A reader at the start of a text. */
  public StrictJson(String text) {
    reader = new JsonReader(new StringReader(text));
    reader.setStrictness(Strictness.STRICT);
  }

  /** Reads an object; {@code field} must read the value of each key. */
  public void object(String where, Consumer<String> field) {
    expect(JsonToken.BEGIN_OBJECT, where, "an object");
    read(reader::beginObject);
    Set<String> seen = new HashSet<>();
    while (peek() == JsonToken.NAME) {
      String key = read(reader::nextName);
      if (!seen.add(key)) {
        throw new IllegalArgumentException(
            "%s has the key %s twice".formatted(where, quote(encodable(key))));
      }
      field.accept(encodable(key));
    }
    read(reader::endObject);
  }

  /** Reads a string. */
  public String string(String where) {
    expect(JsonToken.STRING, where, "a string");
    return encodable(read(reader::nextString));
  }

  /** Reads an array of whole numbers from 0 to 2^63 - 1. */
  public long[] numbers(String where) {
    LongStream.Builder numbers = LongStream.builder();
    array(where, () -> numbers.add(number(where)));
    return numbers.build().toArray();
  }

  /** Reads an array; {@code element} must read each of its values. */
  public void array(String where, Runnable element) {
    expect(JsonToken.BEGIN_ARRAY, where, "an array");
    read(reader::beginArray);
    while (peek() != JsonToken.END_ARRAY) {
      element.run();
    }
    read(reader::endArray);
  }

  /** Whether the next value is an array. */
  public boolean atArray() {
    return peek() == JsonToken.BEGIN_ARRAY;
  }

  /** Reads one value of any kind as a tree, at most 64 levels deep; its numbers keep their text. */
  public JsonElement value(String where) {
    return value(where, 1);
  }

  private JsonElement value(String where, int level) {
    if (level > DEEPEST) {
      throw new IllegalArgumentException(
          "%s is nested deeper than %d levels".formatted(where, DEEPEST));
    }
    return switch (peek()) {
      case BEGIN_OBJECT -> tree(where, level);
      case BEGIN_ARRAY -> {
        var array = new JsonArray();
        array(where, () -> array.add(value(where, level + 1)));
        yield array;
      }
      case NUMBER -> new JsonPrimitive(finite(where));
      case BOOLEAN -> new JsonPrimitive(read(reader::nextBoolean));
      case NULL -> {
        read(reader::nextNull);
        yield JsonNull.INSTANCE;
      }
      default -> new JsonPrimitive(string(where));
    };
  }

  /** Reads a number that a double can hold; it keeps its text. */
  public Number finite(String where) {
    expect(JsonToken.NUMBER, where, "a number");
    Number number = read(() -> ToNumberPolicy.LAZILY_PARSED_NUMBER.readNumber(reader));
    if (!Double.isFinite(number.doubleValue())) {
      throw new IllegalArgumentException(
          "%s holds %s, which is too large for a number".formatted(where, quote("" + number)));
    }
    return number;
  }

  /** Reads a whole number from 0 to 2^63 - 1. */
  public long number(String where) {
    expect(JsonToken.NUMBER, where, "a whole number");
    String digits = read(reader::nextString);
    long number = digits.matches("[0-9]{1,19}") ? Long.parseUnsignedLong(digits) : -1;
    if (number < 0) { // 2^63 or more, too
      throw new IllegalArgumentException(
          "%s holds %s; allowed: whole numbers from 0 to 2^63 - 1".formatted(where, quote(digits)));
    }
    return number;
  }

  /** Reads an object as a tree, at most 64 levels deep; its numbers keep their text. */
  public JsonObject tree(String where) {
    return tree(where, 1);
  }

  private JsonObject tree(String where, int level) {
    var object = new JsonObject();
    object(where, key -> object.add(key, value(cut(key), level + 1)));
    return object;
  }

  /** Skips one value of any kind. */
  public void skip() {
    read(reader::skipValue);
  }

  /** Checks that only white space is left. */
  public void end() {
    if (peek() != JsonToken.END_DOCUMENT) {
      throw new IllegalArgumentException("text follows the end of the JSON object");
    }
  }

  private void expect(JsonToken token, String where, String kind) {
    if (peek() != token) {
      throw new IllegalArgumentException("%s is not %s".formatted(where, kind));
    }
  }

  private JsonToken peek() {
    return read(reader::peek);
  }

  private static String encodable(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (Character.isSurrogate(text.charAt(i))
          && !Character.isSupplementaryCodePoint(text.codePointAt(i++))) {
        throw new IllegalArgumentException("%s is not valid Unicode".formatted(quote(text)));
      }
    }
    return text;
  }

  private interface Call<T> {
    T run() throws IOException;
  }

  private interface Step {
    void run() throws IOException;
  }

  private void read(Step step) {
    read(
        () -> {
          step.run();
          return true;
        });
  }

  private <T> T read(Call<T> call) {
    try {
      return call.run();
    } catch (IOException | IllegalStateException e) {
      throw new IllegalArgumentException(
          "its JSON is broken or cut short at " + quote(reader.getPath()), e);
    }
  }
}
