package minitron.text.jinja.syntax;

/**
 * A piece of a template's source.
 *
 * @param kind what it is
 * @param text as it stands there, a string without its quotes and escapes
 * @param value a number's value; else the text
 * @param line counted from 1
 */
record Token(Kind kind, String text, Object value, int line) {
  enum Kind {
    DATA,
    BLOCK_BEGIN,
    BLOCK_END,
    PRINT_BEGIN,
    PRINT_END,
    NAME,
    STRING,
    INTEGER,
    FLOAT,
    OPERATOR,
    END
  }

  static IllegalArgumentException wrong(int line, String what) {
    return new IllegalArgumentException("line " + line + ": " + what);
  }

  boolean is(Kind other) {
    return kind == other;
  }

  boolean isName(String name) {
    return kind == Kind.NAME && text.equals(name);
  }

  boolean isOperator(String sign) {
    return kind == Kind.OPERATOR && text.equals(sign);
  }

  /** What a message calls it. */
  String described() {
    return switch (kind) {
      case BLOCK_BEGIN, BLOCK_END, PRINT_BEGIN, PRINT_END -> "'" + text.strip() + "'";
      case END -> "the end of the template";
      case DATA -> "text";
      default -> "'" + text + "'";
    };
  }
}
