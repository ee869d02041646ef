package minitron.prune;

import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import minitron.prune.Sensitivity.Score;
import minitron.runs.Kept;

/**
 * A sweep's rows as they are kept: for each batch of text the numbers of every block, and for each
 * block the score of the task. Numbers are kept to their last bit; what cannot be read counts as
 * not there.
 */
public record SweepRows(Kept kept) {
  /** Rows that are not kept. */
  public static final SweepRows NOT_KEPT = new SweepRows(Kept.NOTHING);

  /** So many numbers under a key, if they are there. */
  Optional<double[]> numbers(String key, int count) {
    return kept.written(key)
        .flatMap(text -> parsed(text.split(" ", -1)))
        .filter(numbers -> numbers.length == count)
        .filter(numbers -> Arrays.stream(numbers).noneMatch(Double::isNaN));
  }

  /** Keeps numbers at once. */
  void add(String key, double... numbers) {
    kept.add(
        key, Arrays.stream(numbers).mapToObj(Double::toString).collect(Collectors.joining(" ")));
  }

  /** The score under a key, if it is there. */
  public Optional<Score> score(String key) {
    return kept.written(key)
        .map(text -> text.split(" ", 4)) // the task's name comes last: it has spaces
        .filter(words -> words.length == 4)
        .flatMap(
            words ->
                parsed(words[0], words[1])
                    .filter(numbers -> !Double.isNaN(numbers[0]))
                    .map(numbers -> score(words[3], words[2], numbers[0], numbers[1])));
  }

  private static Score score(String task, String metric, double value, double error) {
    return new Score(
        task,
        metric,
        value,
        Double.isNaN(error) ? OptionalDouble.empty() : OptionalDouble.of(error));
  }

  /** Keeps a score at once. */
  public void add(String key, Score score) {
    double error = score.standardError().orElse(Double.NaN);
    kept.add(key, score.value() + " " + error + " " + score.metric() + " " + score.task());
  }

  private static Optional<double[]> parsed(String... words) {
    try {
      return Optional.of(Arrays.stream(words).mapToDouble(Double::parseDouble).toArray());
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }
}
