package minitron.python;

/**
 * A Python {@code bytes}.
 *
 * @param latin1 each byte as the character of its number
 */
public record Bytes(String latin1) {

  /** As Python's {@code repr} writes it. */
  @Override
  public String toString() {
    char quote = latin1.contains("'") && !latin1.contains("\"") ? '"' : '\'';
    var text = new StringBuilder("b").append(quote);
    latin1.chars().forEach(c -> text.append(escaped((char) c, quote)));
    return text.append(quote).toString();
  }

  private static String escaped(char c, char quote) {
    return switch (c) {
      case '\n' -> "\\n";
      case '\r' -> "\\r";
      case '\t' -> "\\t";
      case '\\' -> "\\\\";
      default ->
          c == quote
              ? "\\" + c
              : c < ' ' || c > '~' ? String.format("\\x%02x", (int) c) : String.valueOf(c);
    };
  }
}
