package minitron.paper;

import java.util.function.DoubleBinaryOperator;
import java.util.stream.IntStream;

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
}
