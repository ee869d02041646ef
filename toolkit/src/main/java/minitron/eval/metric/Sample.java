package minitron.eval.metric;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A document, what was asked of it, and how well it was answered.
 *
 * @param docId its place in the split, from 0
 * @param target the right answer as the harness logs it: a text or the index of a choice
 * @param instances the requests with their answers
 * @param filter how the answer was read; {@code none} where it is taken as it is
 * @param scores by the metric's name
 * @param chances what blind guessing scores, by the metric's name; empty where nothing is offered
 *     to choose from
 * @param judged by the metric's name, where what counts is no number: true or false, or a list with
 *     a truth value or a number for each of the document's parts, such as its instructions
 */
public record Sample(
    int docId,
    Object target,
    List<? extends Instance> instances,
    String filter,
    Map<String, Double> scores,
    Map<String, Double> chances,
    Map<String, Object> judged) {

  /** A document that has numbers alone. */
  public Sample(
      int docId,
      Object target,
      List<? extends Instance> instances,
      String filter,
      Map<String, Double> scores,
      Map<String, Double> chances) {
    this(docId, target, instances, filter, scores, chances, Map.of());
  }

  /**
   * What a metric counts of the document: a value, one for each of its parts, or none where it was
   * not judged. True counts 1, false 0.
   */
  public List<Double> values(String metric) {
    Object found = judged.containsKey(metric) ? judged.get(metric) : scores.get(metric);
    return Stream.ofNullable(found)
        .flatMap(value -> value instanceof List<?> parts ? parts.stream() : Stream.of(value))
        .map(Sample::number)
        .toList();
  }

  private static double number(Object value) {
    return value instanceof Boolean truth ? truth ? 1 : 0 : ((Number) value).doubleValue();
  }

  /** Those of its requests that are of a kind. */
  public <T extends Instance> Stream<T> instances(Class<T> kind) {
    return instances.stream().filter(kind::isInstance).map(kind::cast);
  }
}
