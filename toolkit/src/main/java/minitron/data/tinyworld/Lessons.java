package minitron.data.tinyworld;

import java.util.Arrays;
import minitron.data.Tokenizer;

/**
 * What the teacher reads, step by step: stories without links first, then ever longer chains, with
 * some of the easier ones among them to the end. A step's rows follow from its number alone.
 *
 * @param stories the stream that pages are taken from
 * @param tokenizer what makes tokens of them
 * @param tokens how many there are in all lessons
 */
public record Lessons(Stories stories, Tokenizer tokenizer, long tokens) {
  /** The part of all tokens after which chains may have 1, 2, 3 and 4 links. */
  private static final double[] LONGER = {0.15, 0.3, 0.4, 0.45};

  /** Rows of the first lesson, whose stories are short. */
  private static final int SHORT = 64;

  /** Pages that one step may take from. */
  private static final long PAGES = 64;

  /** The rows of a step, counted from 0: so many tokens in all, in rows of up to a length. */
  public int[][] rows(long step, int batch, int length) {
    int deepest = deepest(step * batch * length);
    int each = deepest == 0 ? Math.min(SHORT, length) : length;
    int[][] rows = new int[batch * length / each][];
    for (int i = 0; i < rows.length; i++) {
      int depth = i % 2 == 0 ? deepest : (int) ((step * 31 + i / 2) % (deepest + 1));
      int[] ids = tokenizer.encodePlain(stories.page(step * PAGES + i, depth));
      rows[i] = Arrays.copyOf(ids, Math.min(each, ids.length));
    }
    return rows;
  }

  private int deepest(long seen) {
    double part = seen / (double) tokens;
    return (int) Arrays.stream(LONGER).filter(from -> part >= from).count();
  }
}
