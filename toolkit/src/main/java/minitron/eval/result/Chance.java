package minitron.eval.result;

import java.util.OptionalDouble;
import minitron.eval.metric.Metric;

/** What blind guessing would score. */
public final class Chance {
  private Chance() {}

  /** The mean of the documents' chances; empty unless the metric gives one for each. */
  public static OptionalDouble of(TaskResult result, Metric metric) {
    double mean =
        result.samples().stream()
            .mapToDouble(sample -> sample.chances().getOrDefault(metric.name(), Double.NaN))
            .average()
            .orElse(Double.NaN);
    return Double.isNaN(mean) ? OptionalDouble.empty() : OptionalDouble.of(mean);
  }
}
