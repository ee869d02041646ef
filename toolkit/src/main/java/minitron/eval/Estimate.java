package minitron.eval;

import java.util.List;
import java.util.OptionalDouble;

/**
 * A value with its standard error; empty where the harness prints N/A.
 *
 * <p>Source: lm_eval/api/metrics.py.
 */
public record Estimate(double value, OptionalDouble standardError) {

  /** The mean and its closed-form standard error (n − 1 in the variance); none for one value. */
  public static Estimate mean(List<Double> values) {
    if (values.isEmpty()) {
      throw new IllegalArgumentException("There are no values to take the mean of; give one.");
    }
    int n = values.size();
    double sum = 0;
    for (double value : values) {
      sum += value;
    }
    double mean = sum / n;
    if (n == 1) {
      return new Estimate(mean, OptionalDouble.empty());
    }
    double squares = 0;
    for (double value : values) {
      squares += (value - mean) * (value - mean);
    }
    return new Estimate(mean, OptionalDouble.of(Math.sqrt(squares / (n - 1)) / Math.sqrt(n)));
  }
}
