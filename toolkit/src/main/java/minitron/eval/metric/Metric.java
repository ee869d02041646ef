package minitron.eval.metric;

import java.util.List;
import java.util.function.Function;

/**
 * What a task reports.
 *
 * @param name the harness's: {@code acc}
 * @param filter how answers are read before they are judged; {@code none} for as they are
 * @param higherIsBetter which way is better
 * @param aggregation from the documents' scores to the task's
 * @param documentName what a document's own score is called; the name, unless it is another thing
 */
public record Metric(
    String name,
    String filter,
    boolean higherIsBetter,
    Function<List<Double>, Estimate> aggregation,
    String documentName) {

  /** A metric of which a document's score is of the same kind. */
  public Metric(
      String name,
      String filter,
      boolean higherIsBetter,
      Function<List<Double>, Estimate> aggregation) {
    this(name, filter, higherIsBetter, aggregation, name);
  }

  /** A mean of raw answers' scores, higher being better. */
  public static Metric mean(String name) {
    return new Metric(name, "none", true, Estimate::mean);
  }

  /** The documents' scores, in the samples' order. */
  public List<Double> values(List<Sample> samples) {
    return samples.stream()
        .filter(sample -> sample.filter().equals(filter))
        .map(sample -> sample.scores().get(name))
        .toList();
  }
}
