package minitron.infer;

import java.util.Locale;
import java.util.stream.DoubleStream;

/** The least, the median and the greatest of some values. */
public record Spread(double least, double median, double most) {
  /** Of these values; at least one. */
  public static Spread of(DoubleStream values) {
    double[] sorted = values.sorted().toArray();
    int half = sorted.length / 2;
    double median = sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
    return new Spread(sorted[0], median, sorted[sorted.length - 1]);
  }

  /** From the least to the greatest, as a share of the median. */
  public double relative() {
    return (most - least) / median;
  }

  /** From the least to the greatest, as factors: 1.47× to 1.80×. */
  public String range() {
    return String.format(Locale.ROOT, "%.2f× to %.2f×", least, most);
  }

  /** What speed-ups say: faster or slower if all rounds agree. */
  public String verdict() {
    return least > 1
        ? "faster in every round"
        : most < 1 ? "slower in every round" : "the rounds do not agree";
  }

  @Override
  public String toString() {
    return String.format(Locale.ROOT, "%.2f× (%s)", median, range());
  }
}
