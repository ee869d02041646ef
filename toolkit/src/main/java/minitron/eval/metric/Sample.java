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
 */
public record Sample(
    int docId,
    Object target,
    List<? extends Instance> instances,
    String filter,
    Map<String, Double> scores,
    Map<String, Double> chances) {

  /** Those of its requests that are of a kind. */
  public <T extends Instance> Stream<T> instances(Class<T> kind) {
    return instances.stream().filter(kind::isInstance).map(kind::cast);
  }
}
