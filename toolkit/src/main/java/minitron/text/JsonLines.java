package minitron.text;

import static minitron.io.Messages.quote;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.Strictness;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** JSON lines: one object a line, UTF-8, as the Hugging Face hub's datasets export them. */
public final class JsonLines {
  private static final Gson STRICT = new GsonBuilder().setStrictness(Strictness.STRICT).create();

  private JsonLines() {}

  /**
   * Reads every row; blank lines are passed over.
   *
   * @param bytes the file's content
   * @param name the file, as error messages name it
   * @throws IllegalArgumentException for a line that is not UTF-8 or not one JSON object, and for
   *     no rows at all
   */
  public static List<Row> parse(byte[] bytes, String name) {
    List<Row> rows = new ArrayList<>();
    int line = 1;
    // Cut at the byte, not by a reader: readers also cut at \r and so change what a string holds.
    for (int start = 0; start < bytes.length; line++) {
      int end = start;
      while (end < bytes.length && bytes[end] != '\n') {
        end++;
      }
      String where = name + " line " + line;
      row(ByteBuffer.wrap(bytes, start, end - start), where).ifPresent(rows::add);
      start = end + 1;
    }
    if (rows.isEmpty()) {
      throw new IllegalArgumentException(
          name + " is empty; it must hold one JSON object a line, at least one.");
    }
    return List.copyOf(rows);
  }

  /** Whether a file begins as a list, which no row does. */
  static boolean isList(byte[] bytes) {
    int at = 0;
    while (at < bytes.length && bytes[at] >= 0 && bytes[at] <= ' ') {
      at++;
    }
    return at < bytes.length && bytes[at] == '[';
  }

  /**
   * Reads the rows of one JSON list.
   *
   * @param bytes the file's content
   * @param name the file, as error messages name it
   * @throws IllegalArgumentException for what is not UTF-8 or no list of objects, and for no rows
   */
  public static List<Row> list(byte[] bytes, String name) {
    List<Row> rows = new ArrayList<>();
    try {
      String text = decode(ByteBuffer.wrap(bytes), name);
      if (STRICT.fromJson(text, JsonElement.class) instanceof JsonArray list) {
        for (JsonElement item : list) {
          if (!(item instanceof JsonObject fields)) {
            throw noList(name, null);
          }
          rows.add(new Row(fields, name + " row " + (rows.size() + 1)));
        }
      }
    } catch (JsonParseException e) {
      throw noList(name, e);
    }
    if (rows.isEmpty()) {
      throw noList(name, null);
    }
    return List.copyOf(rows);
  }

  private static IllegalArgumentException noList(String name, Exception cause) {
    return new IllegalArgumentException(
        name + " is not one JSON list of objects, at least one: [{\"field\": value, …}, …].",
        cause);
  }

  /** The row of a line; empty if the line is blank. */
  static Optional<Row> row(ByteBuffer bytes, String where) {
    String text = decode(bytes, where);
    return text.isBlank() ? Optional.empty() : Optional.of(row(text, where));
  }

  private static String decode(ByteBuffer bytes, String where) {
    try {
      // A new decoder reports malformed input; new String() would replace it silently.
      return StandardCharsets.UTF_8.newDecoder().decode(bytes).toString();
    } catch (CharacterCodingException e) {
      throw new IllegalArgumentException(
          where + " is not UTF-8; convert the file, for example with iconv -t UTF-8.", e);
    }
  }

  private static Row row(String text, String where) {
    try {
      if (STRICT.fromJson(text, JsonElement.class) instanceof JsonObject fields) {
        return new Row(fields, where);
      }
      throw notAnObject(text, where, null);
    } catch (JsonParseException e) {
      throw notAnObject(text, where, e);
    }
  }

  private static IllegalArgumentException notAnObject(String text, String where, Exception cause) {
    return new IllegalArgumentException(
        "%s is not one JSON object: %s; write each row as {\"field\": value, …} on one line."
            .formatted(where, quote(text.strip())),
        cause);
  }
}
