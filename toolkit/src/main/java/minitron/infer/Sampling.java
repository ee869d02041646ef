package minitron.infer;

import java.util.Random;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * How a next token is picked.
 *
 * @param temperature 0 for the likeliest token; else logits are divided by it before drawing
 * @param topP draws among the likeliest tokens that together have at least this probability
 * @param seed of the draws
 */
public record Sampling(double temperature, double topP, long seed) {
  /** The likeliest token, always. */
  public static final Sampling GREEDY = new Sampling(0, 1, 0);

  /** Checks the ranges. */
  public Sampling {
    if (!(temperature >= 0) || !(topP > 0) || topP > 1) {
      throw new IllegalArgumentException(
          "temperature %s and top-p %s: allowed are 0 or more, and above 0 up to 1."
              .formatted(temperature, topP));
    }
  }

  /** The draws after a prompt, which follow from the seed and the prompt's number alone. */
  Random draws(int number) {
    // Neighbouring seeds of java.util.Random begin alike; SplittableRandom mixes them first.
    return new Random(new SplittableRandom(seed * 1_000_003L + number).nextLong());
  }

  /** The same at another temperature. */
  public Sampling temperature(double other) {
    return new Sampling(other, topP, seed);
  }

  /** The same with another share of the probability to draw from. */
  public Sampling topP(double share) {
    return new Sampling(temperature, share, seed);
  }

  /** The same with another seed. */
  public Sampling seed(long other) {
    return new Sampling(temperature, topP, other);
  }

  /** Draws a token from its logits. */
  int draw(float[] logits, Random random) {
    var weights = new double[logits.length];
    double largest = Double.NEGATIVE_INFINITY;
    for (float logit : logits) {
      largest = Math.max(largest, logit);
    }
    double all = 0;
    for (int i = 0; i < weights.length; i++) {
      weights[i] = Math.exp((logits[i] - largest) / temperature);
      all += weights[i];
    }
    int[] order = likeliest(weights, all);
    int kept = 0;
    double mass = 0;
    while (kept < order.length && mass < topP * all) {
      mass += weights[order[kept++]];
    }
    double left = random.nextDouble() * mass;
    int i = 0;
    while (i < kept - 1 && left >= weights[order[i]]) {
      left -= weights[order[i++]];
    }
    return order[i];
  }

  /**
   * The tokens that may be drawn, likeliest first where that matters, of equal ones the lower id
   * first. All tokens up to the weight of the bound have at most 1 − top-p together, so the nucleus
   * has none of them and they need no sorting.
   */
  private int[] likeliest(double[] weights, double all) {
    if (topP == 1) {
      return IntStream.range(0, weights.length).toArray();
    }
    double bound = (1 - topP) * all / weights.length;
    int[] order = IntStream.range(0, weights.length).filter(i -> weights[i] >= bound).toArray();
    double[] descending = IntStream.of(order).mapToDouble(i -> -weights[i]).sorted().toArray();
    int[] sorted = new int[order.length];
    int[] taken = new int[order.length];
    for (int id : order) {
      int first = first(descending, -weights[id]);
      sorted[first + taken[first]++] = id;
    }
    return sorted;
  }

  /** The first place of a value in sorted ones. */
  private static int first(double[] sorted, double value) {
    int low = 0;
    int high = sorted.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (sorted[middle] < value) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }
}
