package minitron.host.notebook;

/**
 * Why a cell failed.
 *
 * @param name the exception's class, or Compiler
 * @param message its message
 * @param source the statement that failed
 * @param line of the statement, counted from 1; 0 if not known
 */
record CellError(String name, String message, String source, int line) {
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
    return message.isEmpty() ? name : name + ": " + message;
  }
}
