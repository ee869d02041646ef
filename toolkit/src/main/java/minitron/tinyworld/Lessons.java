package minitron.tinyworld;

import java.util.List;
import java.util.Locale;
import minitron.text.Tokenizer;

/**
 * The training text of the teacher: chains become longer, and some short ones stay to the end. The
 * rows of a step depend on its number only.
 *
 * @param stories the stories that pages are taken from
 * @param tokenizer the teacher's tokenizer
 * @param longer after how many tokens chains may have 1, 2, … links
 */
public record Lessons(Stories stories, Tokenizer tokenizer, List<Long> longer) {
  /** The length of rows while chains have no links, since such stories are short. */
  private static final int SHORT = 64;

  /** Pages that one step may take from. */
  private static final long PAGES = 64;

  /** The rows of a step, which is counted from 0: batch * length tokens at most. */
  public int[][] rows(long step, int batch, int length) {
    long seen = step * batch * length;
    int deepest = (int) longer.stream().filter(from -> seen >= from).count();
    int each = deepest == 0 ? Math.min(SHORT, length) : length;
    int[][] rows = new int[batch * length / each][];
    for (int i = 0; i < rows.length; i++) {
      int depth = i % 2 == 0 ? deepest : (int) ((step * 31 + i / 2) % (deepest + 1));
      rows[i] = tokenizer.encodePlain(stories.page(step * PAGES + i, depth), each);
    }
    return rows;
  }

  /** What must be the same when a run is resumed. */
  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "%s stories of seed %d, longer chains after %s tokens",
        stories.register(),
        stories.seed(),
        longer);
  }
}
