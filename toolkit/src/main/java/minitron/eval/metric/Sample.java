package minitron.eval.metric;

import java.util.List;
import java.util.Map;

/**
 * A document, what was asked of it, and how well it was answered.
 *
 * @param document its place in the split, from 0
 * @param target the right answer as the harness logs it: a text or the index of a choice
 * @param exchanges the requests with their answers
 * @param filter how the answer was read; {@code none} where it is taken as it is
 * @param scores by the measure's name
 * @param chances what blind guessing scores, by the measure's name; empty where nothing is offered
 *     to choose from
 */
public record Sample(
    int document,
    Object target,
    List<? extends Exchange> exchanges,
    String filter,
    Map<String, Double> scores,
    Map<String, Double> chances) {

  /** A document that offers nothing to choose from. */
  public Sample(
      int document,
      Object target,
      List<? extends Exchange> exchanges,
      String filter,
      Map<String, Double> scores) {
    this(document, target, exchanges, filter, scores, Map.of());
  }
}
