package minitron.python;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import minitron.io.JsonText;

/**
 * Writes values as Python's {@code json.dumps} does.
 *
 * @param ensureAscii whether all but ASCII is escaped
 * @param indent what a level is indented by; null for one line
 * @param itemSeparator between items
 * @param keySeparator between a key and its value
 * @param sortKeys whether keys stand in order
 */
public record JsonDumps(
    boolean ensureAscii,
    String indent,
    String itemSeparator,
    String keySeparator,
    boolean sortKeys) {
  /** As {@code json.dumps(value)} writes. */
  public static final JsonDumps DEFAULT = new JsonDumps(true, null, ", ", ": ", false);

  /** The same with so many blanks a level; then no blank stands before a line's end. */
  public JsonDumps indent(int blanks) {
    return new JsonDumps(ensureAscii, " ".repeat(blanks), ",", keySeparator, sortKeys);
  }

  /** The same with all characters as they are. */
  public JsonDumps unescaped() {
    return new JsonDumps(false, indent, itemSeparator, keySeparator, sortKeys);
  }

  /**
   * The text of a value.
   *
   * @throws IllegalArgumentException for what JSON has no form for
   */
  public String of(Object value) {
    var text = new StringBuilder();
    write(value, "\n", text);
    return text.toString();
  }

  private void write(Object value, String line, StringBuilder text) {
    if (value instanceof String string) {
      text.append(quoted(string));
    } else if (value instanceof Map<?, ?> dict) {
      object(dict, line, text);
    } else if (value instanceof List<?> list) {
      array(list, line, text);
    } else if (value instanceof Tuple tuple) {
      array(tuple.items(), line, text);
    } else {
      text.append(scalar(value));
    }
  }

  private static String scalar(Object value) {
    if (value == null) {
      return "null";
    }
    if (value instanceof Double number && !Double.isFinite(number)) {
      return Double.isNaN(number) ? "NaN" : number > 0 ? "Infinity" : "-Infinity";
    }
    if (value instanceof Boolean || value instanceof Number) {
      return value instanceof Boolean ? value.toString() : PythonRepr.repr(value);
    }
    throw new IllegalArgumentException(
        "Object of type " + value.getClass().getSimpleName() + " is not JSON serializable");
  }

  private void array(List<?> items, String line, StringBuilder text) {
    if (items.isEmpty()) {
      text.append("[]");
      return;
    }
    String deeper = indent == null ? "" : line + indent;
    String between = "[" + deeper;
    for (Object item : items) {
      text.append(between);
      write(item, line + indent, text);
      between = itemSeparator + deeper;
    }
    text.append(indent == null ? "" : line).append(']');
  }

  private void object(Map<?, ?> dict, String line, StringBuilder text) {
    if (dict.isEmpty()) {
      text.append("{}");
      return;
    }
    List<Map.Entry<?, ?>> entries = new ArrayList<>(dict.entrySet());
    if (sortKeys) {
      entries.sort(Comparator.comparing(entry -> key(entry.getKey())));
    }
    String deeper = indent == null ? "" : line + indent;
    String between = "{" + deeper;
    for (Map.Entry<?, ?> entry : entries) {
      text.append(between);
      text.append(quoted(key(entry.getKey()))).append(keySeparator);
      write(entry.getValue(), line + indent, text);
      between = itemSeparator + deeper;
    }
    text.append(indent == null ? "" : line).append('}');
  }

  private static String key(Object key) {
    return key instanceof String text ? text : scalar(key);
  }

  private String quoted(String string) {
    return ensureAscii ? JsonText.python(string) : JsonText.serde(string);
  }
}
