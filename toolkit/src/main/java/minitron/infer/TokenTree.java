package minitron.infer;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Token sequences packed into one row in which a beginning that several share stands once: a tree
 * whose every node is a run of tokens. There is no padding; a token's position is its depth.
 */
public final class TokenTree {
  /** A beginning is shared if it is at least this part of the first sequence that has it. */
  private static final int SHARED_PART = 8;

  private final List<int[]> sequences;
  private final int[][] places;
  private final int[] ids;
  private final int[] depths;
  private final List<Run> runs = new ArrayList<>();
  private int tokens;

  /**
   * A run of tokens.
   *
   * @param path the places from its root's first token to its own last
   * @param past how many of them stand before its own first
   */
  @SuppressWarnings("ArrayRecordComponent") // None compares them.
  record Run(int[] path, int past) {
    int length() {
      return path.length - past;
    }
  }

  private TokenTree(List<int[]> sequences) {
    this.sequences = sequences;
    this.places = sequences.stream().map(s -> new int[s.length]).toArray(int[][]::new);
    int most = sequences.stream().mapToInt(s -> s.length).sum();
    this.ids = new int[most];
    this.depths = new int[most];
  }

  /**
   * A tree of sequences.
   *
   * @param sorted distinct, in the order of {@link Arrays#compare(int[], int[])}, none empty
   */
  public static TokenTree of(List<int[]> sorted) {
    TokenTree tree = new TokenTree(sorted);
    tree.grow(0, sorted.size(), 0);
    return tree;
  }

  /** Lays down sequences {@code from} … {@code to − 1}, whose tokens above a depth are laid. */
  private void grow(int from, int to, int depth) {
    for (int first = from; first < to; ) {
      int[] sequence = sequences.get(first);
      int least = depth + 1 + (sequence.length - depth) / SHARED_PART;
      int end = first + 1;
      int shared = sequence.length;
      // In a sorted list, what is shared with the first grows shorter from one to the next.
      while (end < to && common(sequence, sequences.get(end)) >= least) {
        shared = common(sequence, sequences.get(end));
        end++;
      }
      if (shared > depth) {
        lay(first, end, depth, shared);
      }
      if (end - first > 1) {
        grow(first, end, shared);
      }
      first = end;
    }
  }

  private void lay(int first, int end, int depth, int shared) {
    for (int d = depth; d < shared; d++) {
      ids[tokens] = sequences.get(first)[d];
      depths[tokens] = d;
      for (int s = first; s < end; s++) {
        places[s][d] = tokens;
      }
      tokens++;
    }
    runs.add(new Run(Arrays.copyOf(places[first], shared), depth));
  }

  /** How many tokens two sequences begin with alike. */
  public static int common(int[] a, int[] b) {
    int mismatch = Arrays.mismatch(a, b);
    return mismatch < 0 ? a.length : mismatch;
  }

  /** Tokens in the row. */
  public int tokens() {
    return tokens;
  }

  /** Where in the row a token of a sequence stands. */
  public int place(int sequence, int depth) {
    return places[sequence][depth];
  }

  /** The position of every token: how many stand before it in its sequence. */
  int[] depths() {
    return Arrays.copyOf(depths, tokens);
  }

  /** The runs that it consists of. */
  List<Run> runs() {
    return runs;
  }

  /** The ids (1, tokens) int64. */
  public NDArray ids(NDManager manager) {
    long[] row = Arrays.stream(ids, 0, tokens).asLongStream().toArray();
    return manager.create(row, new Shape(1, tokens));
  }
}
