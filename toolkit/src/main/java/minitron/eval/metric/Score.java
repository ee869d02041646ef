package minitron.eval.metric;

import java.util.List;
import java.util.OptionalDouble;

/**
 * What a metric came to over a task's documents.
 *
 * @param instead what tables show where nothing was measured; empty where the estimate is a number
 */
public record Score(Metric metric, Estimate estimate, String instead) {
  /** What tables show of documents without a score. */
  private static final String NOT_JUDGED = "not judged";

  /** A score that there is. */
  public Score(Metric metric, Estimate estimate) {
    this(metric, estimate, "");
  }

  /** The metric over the documents' scores; none over none. */
  public static Score of(Metric metric, List<Double> values) {
    return values.isEmpty()
        ? none(metric, NOT_JUDGED)
        : new Score(metric, metric.aggregation().apply(values));
  }

  /** No score, and why in two words. */
  public static Score none(Metric metric, String why) {
    return new Score(metric, new Estimate(Double.NaN, OptionalDouble.empty()), why);
  }

  /** Whether there is a score. */
  public boolean measured() {
    return instead.isEmpty();
  }
}
