package minitron.eval;

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
 */
public record Sample(
    int document,
    Object target,
    List<? extends Exchange> exchanges,
    String filter,
    Map<String, Double> scores) {}
