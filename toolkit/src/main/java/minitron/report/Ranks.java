package minitron.report;

import java.util.Arrays;
import java.util.stream.DoubleStream;
import org.apache.commons.math3.stat.correlation.SpearmansCorrelation;

/** How alike two lists rank the same things. */
public final class Ranks {
  private Ranks() {}

  /** Spearman's ρ, 1 for the same order; NaN for fewer than two, and where a value is missing. */
  public static double correlation(double[] one, double[] other) {
    boolean known =
        DoubleStream.concat(Arrays.stream(one), Arrays.stream(other)).noneMatch(Double::isNaN);
    return known && one.length > 1
        ? new SpearmansCorrelation().correlation(one, other)
        : Double.NaN;
  }
}
