package minitron.report;

import java.util.ArrayList;
import java.util.List;

/**
 * A text to read, e.g. a prompt and what a model wrote after it.
 *
 * @param given the first part, shown in bold; may be empty
 * @param written the rest
 * @param note shown below in small letters, e.g. how it was sampled
 */
public record Passage(String given, String written, String note) implements HtmlView {
  private static final int WIDTH = 100;

  /** The text as HTML with its line breaks. */
  @Override
  public String html() {
    return "<blockquote style=\"white-space:pre-wrap;max-width:50em\">"
        + (given.isEmpty() ? "" : "<b>" + Html.escape(given) + "</b>")
        + Html.escape(written)
        + "\n<small>"
        + Html.escape(note)
        + "</small></blockquote>";
  }

  /** The text in lines of up to 100 characters. */
  @Override
  public String toString() {
    List<String> lines = new ArrayList<>();
    (given + written).lines().forEach(line -> wrap(line, lines));
    lines.add("(" + note + ")");
    return String.join("\n", lines);
  }

  private static void wrap(String line, List<String> lines) {
    var left = new StringBuilder(line);
    while (left.length() > WIDTH && left.indexOf(" ") >= 0) {
      int space = left.lastIndexOf(" ", WIDTH);
      int end = space > 0 ? space : left.indexOf(" ", 1);
      if (end < 0) {
        break;
      }
      lines.add(left.substring(0, end));
      left.delete(0, end + 1);
    }
    lines.add(left.toString());
  }
}
