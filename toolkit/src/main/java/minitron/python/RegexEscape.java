package minitron.python;

/** What a backslash and the characters behind it mean, in Java's form. */
final class RegexEscape {
  // The letter behind U+FFFF makes Java look behind by characters, not by halves of them.
  private static final String WORD = "\\p{L}\\p{N}_\uD801\uDC00";
  private static final String SPACE =
      "\\x09-\\x0D\\x1C-\\x20\\x85\\xA0\\u1680\\u2000-\\u200A\\u2028\\u2029\\u202F\\u205F\\u3000";
  private static final String BEFORE = "(?<=[" + WORD + "])";
  private static final String NOT_BEFORE = "(?<![" + WORD + "])";
  private static final String AFTER = "(?=[" + WORD + "])";
  private static final String NOT_AFTER = "(?![" + WORD + "])";

  private final String source;
  private final boolean inSet;
  private int at;

  /**
   * An escape.
   *
   * @param at what stands behind the backslash
   * @param inSet whether it stands in brackets
   */
  RegexEscape(String source, int at, boolean inSet) {
    this.source = source;
    this.at = at;
    this.inSet = inSet;
  }

  /** Where it ends, once it is translated. */
  int end() {
    return at;
  }

  private IllegalArgumentException wrong(String what) {
    return wrong(source, what);
  }

  static IllegalArgumentException wrong(String regex, String what) {
    return new IllegalArgumentException(
        "\"%s\" is no regular expression: %s.".formatted(regex, what));
  }

  String translate() {
    if (at == source.length()) {
      throw wrong("it ends in a backslash");
    }
    char c = source.charAt(at++);
    return switch (c) {
      case 'd' -> "\\p{Nd}";
      case 'D' -> "\\P{Nd}";
      case 'w' -> inSet ? WORD : "[" + WORD + "]";
      case 'W' -> "[^" + WORD + "]";
      case 's' -> inSet ? SPACE : "[" + SPACE + "]";
      case 'S' -> "[^" + SPACE + "]";
      case 'a', 'f', 'n', 'r', 't' -> "\\" + c;
      case 'v' -> "\\x0B";
      case 'x' -> character(2);
      case 'u' -> character(4);
      case 'U' -> character(8);
      case '0' -> octal();
      default -> inSet ? ofSet(c) : outside(c);
    };
  }

  private String ofSet(char c) {
    return c == 'b' ? "\\x08" : literal(c);
  }

  private String outside(char c) {
    return switch (c) {
      case 'b' -> "(?:" + BEFORE + NOT_AFTER + "|" + NOT_BEFORE + AFTER + ")";
      case 'B' -> "(?:" + BEFORE + AFTER + "|" + NOT_BEFORE + NOT_AFTER + ")";
      case 'A' -> "\\A";
      case 'Z' -> "\\z";
      case '1', '2', '3', '4', '5', '6', '7', '8', '9' -> "\\" + c;
      default -> literal(c);
    };
  }

  /** A character that stands for itself; letters and digits do not. */
  private String literal(char c) {
    if (c < 0x80 && Character.isLetterOrDigit(c)) {
      throw wrong("there is no escape \\" + c);
    }
    return c < 0x80 ? "\\" + c : String.valueOf(c);
  }

  private String character(int digits) {
    String hex = source.substring(at, Math.min(source.length(), at + digits));
    if (!hex.matches("[0-9A-Fa-f]{" + digits + "}")
        || Long.parseLong(hex, 16) > Character.MAX_CODE_POINT) {
      throw wrong("an escape of a character is not complete");
    }
    at += digits;
    return "\\x{" + hex + "}";
  }

  private String octal() {
    int end = at;
    while (end < source.length() && end < at + 2 && "01234567".indexOf(source.charAt(end)) >= 0) {
      end++;
    }
    int value = Integer.parseInt("0" + source.substring(at, end), 8);
    at = end;
    return "\\x{" + Integer.toHexString(value) + "}";
  }
}
