package minitron.eval.bfcl.python;

/**
 * A token.
 *
 * @param text a name or an operator; of a literal its source
 * @param value of a number or a string; null for any other
 */
record PyToken(Kind kind, String text, Object value) {
  enum Kind {
    NAME,
    KEYWORD,
    NUMBER,
    STRING,
    OPERATOR,
    END
  }

  /** The value of a string with braces to fill in, which stays as it stands. */
  record Formatted(String source) {}

  boolean is(String word) {
    return (kind == Kind.OPERATOR || kind == Kind.KEYWORD) && text.equals(word);
  }
}
