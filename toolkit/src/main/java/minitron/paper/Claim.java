package minitron.paper;

import java.util.Arrays;
import org.apache.commons.math3.distribution.TDistribution;
import org.apache.commons.math3.stat.StatUtils;

/**
 * A sentence of the paper that an experiment can test. The values of an arm are one for each seed,
 * in the same order for all arms, which share seed, data order and initial weights: so differences
 * are taken seed by seed.
 *
 * @param sentence what is claimed
 * @param place where the paper says so
 * @param paper the paper's own figure, or empty
 */
public record Claim(String sentence, String place, String paper) {
  private static final double CONFIDENCE = .95;

  /** That one arm has less of something than another: {@code less("nats", width, depth, 0.01)}. */
  public Verdict less(String unit, double[] one, double[] other, double margin) {
    return above(unit, differences(other, one), margin);
  }

  /**
   * That one arm has more of something than another.
   *
   * @param unit of the values
   * @param margin the smallest difference that matters: it holds if the whole interval is above,
   *     and does not if all of it is below
   */
  public Verdict more(String unit, double[] one, double[] other, double margin) {
    return above(unit, differences(one, other), margin);
  }

  /** That a value is above a bound: {@code above("×", ratios, 50)}. */
  public Verdict above(String unit, double[] values, double bound) {
    return judged(unit, values, bound, Double.POSITIVE_INFINITY);
  }

  /** That two arms have the same of something, up to a margin. */
  public Verdict same(String unit, double[] one, double[] other, double margin) {
    return judged(unit, differences(one, other), -margin, margin);
  }

  /** That it cannot be tested here, and why. */
  public Verdict untestable(String why) {
    return verdict(Outcome.NOT_TESTABLE, why, Double.NaN, Double.NaN, Double.NaN, Double.NaN, 0);
  }

  private static double[] differences(double[] from, double[] taken) {
    return Pairs.each(from, taken, (one, other) -> one - other);
  }

  /** By the 95 % interval of Student's t for the mean of the values. */
  private Verdict judged(String unit, double[] values, double least, double most) {
    double margin = most < Double.POSITIVE_INFINITY ? most : least;
    int seeds = values.length;
    double mean = Arrays.stream(values).average().orElse(Double.NaN);
    if (seeds < 2 || Arrays.stream(values).anyMatch(Double::isNaN)) {
      return verdict(Outcome.NONE, unit, mean, Double.NaN, Double.NaN, margin, seeds);
    }
    double quantile =
        new TDistribution(seeds - 1.).inverseCumulativeProbability((1 + CONFIDENCE) / 2);
    double half = quantile * Math.sqrt(StatUtils.variance(values) / seeds);
    double low = mean - half;
    double high = mean + half;
    Outcome outcome =
        low > least && high < most
            ? Outcome.HOLDS
            : high < least || low > most ? Outcome.DOES_NOT_HOLD : Outcome.TOO_CLOSE;
    return verdict(outcome, unit, mean, low, high, margin, seeds);
  }

  private Verdict verdict(
      Outcome outcome,
      String unit,
      double mean,
      double low,
      double high,
      double margin,
      int seeds) {
    return new Verdict(sentence, place, paper, outcome, unit, mean, low, high, margin, seeds);
  }
}
