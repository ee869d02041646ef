package minitron.eval.harness;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.BitSet;
import org.apache.commons.math3.random.MersenneTwister;

/**
 * Python's {@code random.Random}: the Mersenne Twister MT19937, seeded with an array as Python
 * does, and Python's own ways to draw from it, number for number. The harness draws few-shot
 * examples with it, so {@link java.util.Random} would give other prompts and other scores.
 *
 * <p>Sources: Matsumoto and Nishimura's mt19937ar.c; CPython's Lib/random.py and
 * Modules/_randommodule.c.
 */
public final class PythonRandom {
  private final MersenneTwister twister;

  /** As {@code random.Random(seed)}; Python drops a seed's sign. */
  public PythonRandom(BigInteger seed) {
    twister = new MersenneTwister(words(seed.abs()));
  }

  /** As {@code random.Random(seed)}. */
  public PythonRandom(long seed) {
    this(BigInteger.valueOf(seed));
  }

  /**
   * {@code getrandbits(bits)}.
   *
   * @param bits from 1 to 63, so that the number fits a long
   */
  public long bits(int bits) {
    if (bits < 1 || bits > 63) {
      throw new IllegalArgumentException("Bits must be 1 to 63, but are " + bits + ".");
    }
    if (bits <= 32) {
      return Integer.toUnsignedLong(twister.nextInt() >>> (32 - bits));
    }
    long low = Integer.toUnsignedLong(twister.nextInt());
    return low | Integer.toUnsignedLong(twister.nextInt() >>> (64 - bits)) << 32;
  }

  /** A number from 0 to bound − 1, as {@code randrange(bound)}. */
  public long below(long bound) {
    if (bound < 1) {
      throw new IllegalArgumentException("A bound must be at least 1, but is " + bound + ".");
    }
    int bits = Long.SIZE - Long.numberOfLeadingZeros(bound);
    long drawn = bits(bits);
    while (drawn >= bound) {
      drawn = bits(bits);
    }
    return drawn;
  }

  /** A number in [0, 1) with 53 random bits, as {@code random()}. */
  public double uniform() {
    int high = twister.nextInt() >>> 5;
    int low = twister.nextInt() >>> 6;
    return (high * 67108864.0 + low) / 9007199254740992.0;
  }

  /** The indices that {@code choices(population, k=count)} picks: with replacement. */
  public int[] choices(int population, int count) {
    int[] picked = new int[count];
    Arrays.setAll(picked, i -> (int) (uniform() * population));
    return picked;
  }

  /**
   * The indices that {@code sample(population, count)} picks: without replacement, in drawn order.
   *
   * @param population how many there are to pick from
   * @param count from 0 to population
   */
  public int[] sample(int population, int count) {
    if (count < 0 || count > population) {
      throw new IllegalArgumentException(
          "A sample of %d must hold 0 to %d, but asks for %d."
              .formatted(population, population, count));
    }
    return population <= poolLimit(count)
        ? samplePool(population, count)
        : sampleSet(population, count);
  }

  /** Up to this size Python copies the population; beyond it, it remembers what was drawn. */
  private static long poolLimit(int count) {
    long limit = 21;
    if (count > 5) {
      long power = 1;
      while (power < 3L * count) {
        power *= 4;
      }
      limit += power;
    }
    return limit;
  }

  private int[] samplePool(int population, int count) {
    int[] pool = new int[population];
    Arrays.setAll(pool, i -> i);
    int[] picked = new int[count];
    for (int i = 0; i < count; i++) {
      int j = (int) below(population - i);
      picked[i] = pool[j];
      pool[j] = pool[population - i - 1];
    }
    return picked;
  }

  private int[] sampleSet(int population, int count) {
    BitSet taken = new BitSet(population);
    int[] picked = new int[count];
    for (int i = 0; i < count; i++) {
      int j = (int) below(population);
      while (taken.get(j)) {
        j = (int) below(population);
      }
      taken.set(j);
      picked[i] = j;
    }
    return picked;
  }

  /** A seed's 32-bit words, the least significant first; zero has one. */
  private static int[] words(BigInteger seed) {
    int[] words = new int[Math.max(1, (seed.bitLength() + 31) / 32)];
    Arrays.setAll(words, i -> seed.shiftRight(32 * i).intValue());
    return words;
  }
}
