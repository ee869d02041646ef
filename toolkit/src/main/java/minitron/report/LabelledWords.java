package minitron.report;

import java.util.ArrayList;
import java.util.List;

/**
 * Words in a row, each with a label below it, e.g. tokens with their ids.
 *
 * @param words in the order of the text
 */
public record LabelledWords(List<Word> words) implements HtmlView {
  private static final int WIDTH = 96;
  private static final String WORD =
      "<span style=\"display:inline-block;margin:1px;padding:0"
          + " 3px;border-radius:3px;background:%s;color:#262626;text-align:center\"><code"
          + " style=\"background:none;color:inherit\">%s</code><br><small"
          + " style=\"color:#6b6b6b\">%s</small></span>";
  private static final List<String> COLOURS = List.of("#dcebf5", "#fbe6d6", "#dff1e8", "#f3ecdc");

  /** A word and the label below it. */
  public record Word(String word, String label) {}

  /** A text with signs for its blanks and line ends. */
  public static String visible(String text) {
    return text.replace(' ', '·').replace("\n", "⏎");
  }

  /** Keeps the words as they are now. */
  public LabelledWords {
    words = List.copyOf(words);
  }

  /** The words on coloured backgrounds, so that one can be told from the next. */
  @Override
  public String html() {
    List<String> spans = new ArrayList<>();
    for (int i = 0; i < words.size(); i++) {
      Word word = words.get(i);
      String colour = COLOURS.get(i % COLOURS.size());
      spans.add(WORD.formatted(colour, Html.escape(word.word), Html.escape(word.label)));
    }
    return "<div style=\"max-width:56em\">" + String.join("", spans) + "</div>";
  }

  /** A line of words and a line of their labels, then the next two lines. */
  @Override
  public String toString() {
    List<String> lines = new ArrayList<>();
    var above = new StringBuilder();
    var below = new StringBuilder();
    for (Word word : words) {
      int width = 1 + Math.max(word.word.length(), word.label.length());
      if (above.length() + width > WIDTH) {
        close(above, below, lines);
      }
      above.append(word.word).append(" ".repeat(width - word.word.length()));
      below.append(word.label).append(" ".repeat(width - word.label.length()));
    }
    close(above, below, lines);
    return String.join("\n", lines);
  }

  private static void close(StringBuilder above, StringBuilder below, List<String> lines) {
    lines.add(above.toString().stripTrailing());
    lines.add(below.toString().stripTrailing());
    above.setLength(0);
    below.setLength(0);
  }
}
