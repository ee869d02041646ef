package minitron.text;

import it.unimi.dsi.fastutil.ints.IntArrays;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * The order in which training meets blocks: every epoch takes each block once, shuffled anew. It
 * follows from the seed alone, so a resumed run goes on where it stopped. The order of the epoch
 * asked last is kept: one object for a run, not for several threads.
 */
public final class BlockOrder {
  private final int count;
  private final long seed;
  private long kept = -1;
  private int[] order;

  /** The order of so many blocks. */
  public BlockOrder(int count, long seed) {
    this.count = count;
    this.seed = seed;
  }

  /** The shuffled indices of an epoch, which counts from 0. */
  public int[] epoch(long epoch) {
    if (epoch != kept) {
      var random = new Random(mix(seed, epoch));
      order = IntArrays.shuffle(IntStream.range(0, count).toArray(), random);
      kept = epoch;
    }
    return order;
  }

  /** SplitMix64's step: no epoch of one seed is an epoch of another. */
  private static long mix(long seed, long epoch) {
    long z = seed + (epoch + 1) * 0x9E3779B97F4A7C15L;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }

  /** The index at a place of the endless order. */
  int at(long place) {
    return epoch(place / count)[(int) (place % count)];
  }
}
