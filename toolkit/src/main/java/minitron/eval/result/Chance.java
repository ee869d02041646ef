package minitron.eval.result;

import java.util.OptionalDouble;
import minitron.eval.metric.Measure;

/** What blind guessing would score. */
public final class Chance {
  private Chance() {}

  /** The mean of the documents' chances; empty unless the measure gives one for each. */
  public static OptionalDouble of(TaskResult result, Measure measure) {
    double mean =
        result.samples().stream()
            .mapToDouble(sample -> sample.chances().getOrDefault(measure.name(), Double.NaN))
            .average()
            .orElse(Double.NaN);
    return Double.isNaN(mean) ? OptionalDouble.empty() : OptionalDouble.of(mean);
  }
}
