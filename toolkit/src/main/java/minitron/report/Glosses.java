package minitron.report;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Words in a row, each with something small below it, as in a grammar book.
 *
 * @param words from the first to the last
 */
public record Glosses(List<Gloss> words) implements Drawn {
  private static final int WIDTH = 96;
  private static final String WORD =
      "<span style=\"display:inline-block;margin:1px;padding:0"
          + " 3px;border-radius:3px;background:%s;color:#262626;text-align:center\"><code"
          + " style=\"background:none;color:inherit\">%s</code><br><small"
          + " style=\"color:#6b6b6b\">%s</small></span>";
  private static final List<String> GROUNDS = List.of("#dcebf5", "#fbe6d6", "#dff1e8", "#f3ecdc");

  /** A word and what stands below it. */
  public record Gloss(String word, String below) {}

  /** Keeps the words as they are now. */
  public Glosses {
    words = List.copyOf(words);
  }

  /** The words on coloured grounds, which show where one ends and the next begins. */
  @Override
  public String html() {
    List<String> spans = new ArrayList<>();
    for (int i = 0; i < words.size(); i++) {
      Gloss gloss = words.get(i);
      String ground = GROUNDS.get(i % GROUNDS.size());
      spans.add(WORD.formatted(ground, Html.escape(gloss.word), Html.escape(gloss.below)));
    }
    return "<div style=\"max-width:56em\">" + String.join("", spans) + "</div>";
  }

  /** Two lines for as many words as find room, and so on. */
  @Override
  public String toString() {
    List<String> lines = new ArrayList<>();
    var above = new StringBuilder();
    var below = new StringBuilder();
    for (Gloss gloss : words) {
      int width = 1 + Math.max(gloss.word.length(), gloss.below.length());
      if (above.length() + width > WIDTH) {
        close(above, below, lines);
      }
      above.append(gloss.word).append(" ".repeat(width - gloss.word.length()));
      below.append(gloss.below).append(" ".repeat(width - gloss.below.length()));
    }
    close(above, below, lines);
    return lines.stream().collect(Collectors.joining("\n"));
  }

  private static void close(StringBuilder above, StringBuilder below, List<String> lines) {
    lines.add(above.toString().stripTrailing());
    lines.add(below.toString().stripTrailing());
    above.setLength(0);
    below.setLength(0);
  }
}
