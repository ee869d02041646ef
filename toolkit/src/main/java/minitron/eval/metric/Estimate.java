package minitron.eval.metric;

import java.util.List;
import java.util.OptionalDouble;

/**
 * A value with its standard error; empty where the harness prints N/A.
 *
 * <p>Source: lm_eval/api/metrics.py.
 */
public record Estimate(double value, OptionalDouble standardError) {

  /**
   * The mean over several tasks' documents, from the tasks' means; its standard error is pooled,
   * and none if one of them has none.
   *
   * @param sizes the tasks' numbers of documents
   */
  public static Estimate pooled(List<Estimate> means, List<Integer> sizes) {
    if (means.size() != sizes.size()) {
      throw new IllegalArgumentException(
          "There are %d means and %d sizes; give one of each a task."
              .formatted(means.size(), sizes.size()));
    }
    double total = 0;
    double sum = 0;
    double squares = 0;
    boolean known = true;
    for (int i = 0; i < sizes.size(); i++) {
      double n = sizes.get(i);
      double error = means.get(i).standardError().orElse(Double.NaN);
      known &= means.get(i).standardError().isPresent();
      total += n;
      sum += means.get(i).value() * n;
      squares += (n - 1) * error * error * n;
    }
    double error = Math.sqrt(squares / (total - sizes.size()) / total);
    return new Estimate(sum / total, known ? OptionalDouble.of(error) : OptionalDouble.empty());
  }

  /** The mean over all documents' parts, to which the harness gives no standard error. */
  public static Estimate ofParts(List<Double> values) {
    return new Estimate(mean(values).value(), OptionalDouble.empty());
  }

  /** The mean of means that each count the same; no standard error if one of them has none. */
  public static Estimate unweighted(List<Estimate> means) {
    double sum = 0;
    double squares = 0;
    boolean known = true;
    for (Estimate mean : means) {
      double error = mean.standardError().orElse(Double.NaN);
      known &= mean.standardError().isPresent();
      sum += mean.value();
      squares += error * error;
    }
    return new Estimate(
        sum / means.size(),
        known ? OptionalDouble.of(Math.sqrt(squares) / means.size()) : OptionalDouble.empty());
  }

  /** The mean and its closed-form standard error (n − 1 in the variance); none for one value. */
  public static Estimate mean(List<Double> values) {
    if (values.isEmpty()) {
      throw new IllegalArgumentException("There are no values to take the mean of; give one.");
    }
    double[] all = values.stream().mapToDouble(value -> value).toArray();
    OptionalDouble error =
        all.length == 1
            ? OptionalDouble.empty()
            : OptionalDouble.of(deviation(all) / Math.sqrt(all.length));
    return new Estimate(average(all), error);
  }

  static double average(double[] values) {
    double sum = 0; // one after the other, as the harness does: a stream's sum may differ by a bit
    for (double value : values) {
      sum += value;
    }
    return sum / values.length;
  }

  /** The standard deviation with n − 1. */
  static double deviation(double[] values) {
    double mean = average(values);
    double squares = 0;
    for (double value : values) {
      squares += (value - mean) * (value - mean);
    }
    return Math.sqrt(squares / (values.length - 1));
  }
}
