package minitron.paper;

import java.util.Arrays;
import java.util.function.DoubleBinaryOperator;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.apache.commons.math3.stat.correlation.SpearmansCorrelation;

/** Values of two arms that belong together. */
final class Pairs {
  private Pairs() {}

  /** A number for each pair. */
  static double[] each(double[] one, double[] other, DoubleBinaryOperator of) {
    if (one.length != other.length) {
      throw new IllegalArgumentException(
          "The arms have %d and %d values: give one for each seed, the same seeds for both."
              .formatted(one.length, other.length));
    }
    return IntStream.range(0, one.length)
        .mapToDouble(i -> of.applyAsDouble(one[i], other[i]))
        .toArray();
  }

  /** How alike two lists rank the same things: Spearman's ρ; NaN for fewer than two. */
  static double ranks(double[] one, double[] other) {
    boolean known =
        DoubleStream.concat(Arrays.stream(one), Arrays.stream(other)).noneMatch(Double::isNaN);
    return known && one.length > 1
        ? new SpearmansCorrelation().correlation(one, other)
        : Double.NaN;
  }
}
