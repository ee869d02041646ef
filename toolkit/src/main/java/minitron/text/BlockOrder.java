package minitron.text;

import java.util.Random;

/**
 * The order in which training meets blocks: every epoch takes each block once, shuffled anew. It is
 * a function of the seed alone, so a resumed run goes on where it stopped.
 *
 * @param count how many blocks there are
 * @param seed what the shuffling follows from
 */
record BlockOrder(int count, long seed) {
  /** The shuffled indices of an epoch, which counts from 0. */
  int[] epoch(long epoch) {
    int[] order = new int[count];
    Random random = new Random(mix(seed, epoch));
    for (int i = 0; i < count; i++) {
      order[i] = i;
    }
    for (int i = count - 1; i > 0; i--) {
      int j = random.nextInt(i + 1);
      int swapped = order[i];
      order[i] = order[j];
      order[j] = swapped;
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

  /** The indices at places {@code from}, from + 1, … of the endless order. */
  int[] take(long from, int number) {
    int[] taken = new int[number];
    int[] order = {};
    for (int i = 0; i < number; i++) {
      int place = (int) ((from + i) % count);
      if (i == 0 || place == 0) {
        order = epoch((from + i) / count);
      }
      taken[i] = order[place];
    }
    return taken;
  }
}
