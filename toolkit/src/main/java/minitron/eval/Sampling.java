package minitron.eval;

import java.util.Random;
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

  /** Draws a token from its logits. */
  int draw(float[] logits, Random random) {
    int[] order =
        IntStream.range(0, logits.length)
            .boxed()
            .sorted((a, b) -> Float.compare(logits[b], logits[a]))
            .mapToInt(i -> i)
            .toArray();
    double[] weights = new double[order.length];
    double all = 0;
    for (int i = 0; i < order.length; i++) {
      weights[i] = Math.exp((logits[order[i]] - logits[order[0]]) / temperature);
      all += weights[i];
    }
    int kept = 0;
    double mass = 0;
    while (kept < order.length && mass < topP * all) {
      mass += weights[kept++];
    }
    double left = random.nextDouble() * mass;
    int i = 0;
    while (i < kept - 1 && left >= weights[i]) {
      left -= weights[i++];
    }
    return order[i];
  }
}
