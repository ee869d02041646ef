package minitron.io;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;

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
    StringBuilder out = new StringBuilder("\"");
    text.chars().forEach(unit -> append(out, (char) unit, ascii));
    return out.append('"').toString();
  }

  private static void append(StringBuilder out, char c, boolean ascii) {
    switch (c) {
      case '"' -> out.append("\\\"");
      case '\\' -> out.append("\\\\");
      case '\b' -> out.append("\\b");
      case '\f' -> out.append("\\f");
      case '\n' -> out.append("\\n");
      case '\r' -> out.append("\\r");
      case '\t' -> out.append("\\t");
      default -> {
        boolean escape = c < ' ' || (ascii && c > '~');
        if (escape) {
          out.append("\\u%04x".formatted((int) c));
        } else {
          out.append(c);
        }
      }
    }
  }
}
