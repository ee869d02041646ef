package minitron.eval;

/**
 * What Python's {@code str} does and Java's {@code String} does otherwise. The harness is Python,
 * so prompts and lengths follow these.
 */
final class PythonText {
  private PythonText() {}

  /** {@code str.strip()}. */
  static String strip(String text) {
    String right = stripEnd(text);
    int start = 0;
    while (start < right.length() && isSpace(right.charAt(start))) {
      start++;
    }
    return right.substring(start);
  }

  /** {@code str.rstrip()}. */
  static String stripEnd(String text) {
    int end = text.length();
    while (end > 0 && isSpace(text.charAt(end - 1))) {
      end--;
    }
    return text.substring(0, end);
  }

  /** {@code len(str)}: Unicode code points, not UTF-16 units. */
  static int length(String text) {
    return text.codePointCount(0, text.length());
  }

  /** {@code str.isspace()}: Java's strip() leaves the no-break spaces and the next-line control. */
  static boolean isSpace(char c) {
    return (c >= 0x09 && c <= 0x0d)
        || (c >= 0x1c && c <= 0x20)
        || c == 0x85
        || c == 0xa0
        || c == 0x1680
        || (c >= 0x2000 && c <= 0x200a)
        || c == 0x2028
        || c == 0x2029
        || c == 0x202f
        || c == 0x205f
        || c == 0x3000;
  }
}
