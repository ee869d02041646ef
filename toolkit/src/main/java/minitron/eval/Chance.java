package minitron.eval;

import java.util.OptionalDouble;
import java.util.Set;

/** What blind guessing would score. */
public final class Chance {
  private static final Set<String> ONE_RIGHT = Set.of("acc", "acc_norm");

  private Chance() {}

  /** The mean of one out of a document's choices; empty where there is nothing to choose from. */
  public static OptionalDouble of(TaskResult result, Measure measure) {
    if (!ONE_RIGHT.contains(measure.name())) {
      return OptionalDouble.empty();
    }
    boolean choices =
        result.samples().stream()
            .allMatch(
                sample ->
                    sample.exchanges().size() > 1
                        && sample.exchanges().stream().allMatch(Likelihood.class::isInstance));
    return choices
        ? result.samples().stream().mapToDouble(s -> 1.0 / s.exchanges().size()).average()
        : OptionalDouble.empty();
  }
}
