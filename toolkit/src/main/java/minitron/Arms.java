package minitron;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongFunction;
import minitron.paper.ArmRuns;
import minitron.runs.Ending;
import minitron.train.Run;

/**
 * The arms of an experiment: the same training of several models, once for each seed. Arms share
 * the seed, and with it the order of the data, so that they can be compared seed by seed.
 *
 * @param names of the arms
 */
public record Arms(List<String> names) {
  /** The names of the arms of an experiment; {@link #over} trains them. */
  public static Arms named(String... names) {
    return new Arms(List.of(names));
  }

  /** Checks that there is an arm, and that no two have one name. */
  public Arms {
    names = List.copyOf(names);
    if (names.isEmpty() || names.stream().distinct().count() < names.size()) {
      throw new IllegalArgumentException(
          "The arms are named %s: give at least one name, each once.".formatted(names));
    }
  }

  /**
   * Trains all arms, once for each seed. A seed with a run that ended early is left out, and no
   * other is begun after it.
   *
   * @param seeds how many: 1, 2, …
   * @param train gives a run of each arm, in the order of the names, for a seed
   */
  public ArmRuns over(int seeds, LongFunction<List<Run>> train) {
    List<List<Run>> whole = new ArrayList<>();
    for (long seed = 1; seed <= seeds; seed++) {
      List<Run> each = train.apply(seed);
      requireOneEach(each);
      Optional<Run> early = each.stream().filter(run -> !run.finished()).findFirst();
      if (early.isPresent()) {
        String why = "%d of %d seeds; %s".formatted(whole.size(), seeds, early.get().ending());
        return new ArmRuns(names, whole, Ending.part(why));
      }
      whole.add(each);
    }
    return new ArmRuns(names, whole, Ending.WHOLE);
  }

  private void requireOneEach(List<Run> of) {
    if (of.size() != names.size()) {
      throw new IllegalArgumentException(
          "There are %d arms (%s) and %d runs: give one run for each, in their order."
              .formatted(names.size(), String.join(", ", names), of.size()));
    }
  }
}
