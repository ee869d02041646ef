package minitron.eval.metric;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

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

  /** The documents' scores, in the samples' order; of a document with parts, each part's. */
  public List<Double> values(List<Sample> samples) {
    return own(samples).flatMap(sample -> sample.values(name).stream()).toList();
  }

  /**
   * One score a document, so that their mean is that of all values: a document counts by how many
   * parts it has.
   */
  public List<Double> perDocument(List<Sample> samples) {
    List<List<Double>> values = own(samples).map(sample -> sample.values(name)).toList();
    if (values.stream().allMatch(one -> one.size() == 1)) {
      return values.stream().map(one -> one.get(0)).toList();
    }
    double each = (double) values.size() / values.stream().mapToInt(List::size).sum();
    return values.stream().map(one -> each * one.stream().mapToDouble(v -> v).sum()).toList();
  }

  private Stream<Sample> own(List<Sample> samples) {
    return samples.stream().filter(sample -> sample.filter().equals(filter));
  }
}
