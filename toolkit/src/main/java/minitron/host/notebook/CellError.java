package minitron.host.notebook;

/** Why a cell failed. */
final class CellError extends Exception {
  private static final long serialVersionUID = 1;

  private final String name;
  private final String source;
  private final int line;

  /**
   * A failure.
   *
   * @param name the exception's class, or Compiler
   * @param message its message
   * @param source the statement that failed
   * @param line of the statement, counted from 1; 0 if not known
   */
  CellError(String name, String message, String source, int line) {
    super(message);
    this.name = name;
    this.source = source;
    this.line = line;
  }

  String name() {
    return name;
  }

  /** The statement, the failing line marked, and the message below it. */
  String trace() {
    var text = new StringBuilder();
    String[] lines = source.strip().split("\n", -1);
    for (int i = 0; i < lines.length; i++) {
      text.append(i + 1 == line ? "--> " : "    ").append(lines[i]).append('\n');
    }
    return text.append(sentence()).toString();
  }

  /** Name and message. */
  String sentence() {
    return getMessage().isEmpty() ? name : name + ": " + getMessage();
  }
}
