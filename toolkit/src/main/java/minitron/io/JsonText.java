package minitron.io;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.Collectors;

/** JSON strings exactly as serde_json and Python's json module write them. */
public final class JsonText {
  /** Rust's and Python's order of strings; Java's own differs beyond the basic plane. */
  public static final Comparator<String> BY_UTF8 =
      Comparator.comparing(text -> text.getBytes(StandardCharsets.UTF_8), Arrays::compareUnsigned);

  private JsonText() {}

  /** A quoted string as serde_json writes it: only what must be escaped is. */
  public static String serde(String text) {
    return quoted(text, false);
  }

  /** A quoted string as Python's json.dumps writes it: everything beyond ASCII is escaped. */
  public static String python(String text) {
    return quoted(text, true);
  }

  private static String quoted(String text, boolean ascii) {
    return text.chars()
        .mapToObj(unit -> escaped((char) unit, ascii))
        .collect(Collectors.joining("", "\"", "\""));
  }

  private static String escaped(char c, boolean ascii) {
    return switch (c) {
      case '"' -> "\\\"";
      case '\\' -> "\\\\";
      case '\b' -> "\\b";
      case '\f' -> "\\f";
      case '\n' -> "\\n";
      case '\r' -> "\\r";
      case '\t' -> "\\t";
      default ->
          c < ' ' || (ascii && c > '~') ? "\\u%04x".formatted((int) c) : Character.toString(c);
    };
  }
}
