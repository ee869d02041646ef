package minitron.tensor;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import java.util.stream.LongStream;

/**
 * What the tokens of a pass see in attention. D channels of a head, N tokens, R rows of a cache, S
 * its positions.
 *
 * @param how which of the three it is, and its numbers
 * @param arrays the angles of the tokens' positions, and what else it needs
 */
@SuppressWarnings("ArrayRecordComponent") // None compares them.
public record Seen(long[] how, NDList arrays) {
  private static final int BEFORE = 0;
  private static final int TREE = 1;
  private static final int CACHE = 2;

  /** All tokens before them in their sample; angles (T, 1, D). */
  public static Seen before(NDArray cosT1D, NDArray sinT1D) {
    return new Seen(new long[] {BEFORE}, new NDList(cosT1D, sinT1D));
  }

  /**
   * All tokens before them in their part of the only row; angles of their places in it.
   *
   * @param bounds where each part begins, and where the last ends
   */
  public static Seen inParts(NDArray cosT1D, NDArray sinT1D, long... bounds) {
    long[] how = LongStream.concat(LongStream.of(BEFORE), LongStream.of(bounds)).toArray();
    return new Seen(how, new NDList(cosT1D, sinT1D));
  }

  /**
   * Those on their way in a tree, which is packed into one row. Runs of it are attended in groups
   * that are padded to one size; a query sees the keys up to its own.
   *
   * @param cosT1D of each token's depth
   * @param orderN for every place, where among the padded queries of all groups it stands
   * @param groups for every group, the places of its queries (R, T), of the keys that they see,
   *     their own last (R, S), and how many keys stand before the first query (R); all 0 where S =
   *     T
   */
  public static Seen inTree(NDArray cosT1D, NDArray sinT1D, NDArray orderN, NDList groups) {
    NDList arrays = new NDList(cosT1D, sinT1D, orderN);
    arrays.addAll(groups);
    return new Seen(new long[] {TREE}, arrays);
  }

  /**
   * Those in a cache and themselves; the cache takes in the new keys and values.
   *
   * @param pass where the tokens stand
   * @param keysRSA the cached keys of all rows, written to; {@code valuesRSA} alike
   */
  public static Seen inCache(CachePositions pass, NDArray keysRSA, NDArray valuesRSA) {
    return new Seen(
        new long[] {CACHE, pass.first(), pass.seen(), pass.even() ? 1 : 0},
        new NDList(
            pass.cosRT1D(), pass.sinRT1D(), keysRSA, valuesRSA, pass.placesN(), pass.pastR()));
  }
}
