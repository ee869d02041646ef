package minitron.eval.result;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import minitron.eval.ask.GenerationConfig;
import minitron.eval.metric.Metric;
import minitron.eval.metric.Sample;
import minitron.eval.metric.Score;
import minitron.eval.task.Task;

/**
 * How a model did on a task.
 *
 * @param shots solved examples before every question
 * @param documents how many the split holds
 * @param asked how many were asked
 * @param scores in the task's order
 * @param samples a document each, or several where answers are read in several ways
 * @param sources the SHA-256 of every file that was read, by its name
 */
public record TaskResult(
    Task task,
    int shots,
    int documents,
    int asked,
    List<Score> scores,
    List<Sample> samples,
    Map<String, String> sources)
    implements Result {
  private static final String NO_DATA = "no data";

  /** Takes the metrics over the samples of the documents that were asked. */
  public static TaskResult of(
      Task task,
      int shots,
      int documents,
      int asked,
      List<Sample> samples,
      Map<String, String> sources) {
    List<Score> scores =
        asked == 0
            ? task.outputType().metrics().stream().map(m -> Score.none(m, NO_DATA)).toList()
            : task.outputType().scores(samples);
    return new TaskResult(task, shots, documents, asked, scores, List.copyOf(samples), sources);
  }

  @Override
  public String name() {
    return task.name();
  }

  @Override
  public String alias() {
    return task.alias();
  }

  @Override
  public double version() {
    return task.version();
  }

  @Override
  public OptionalInt toldShots() {
    return OptionalInt.of(shots);
  }

  /** The mean of the documents' chances; empty unless the metric gives one for each. */
  @Override
  public OptionalDouble chance(Metric metric) {
    double mean =
        samples.stream()
            .mapToDouble(sample -> sample.chances().getOrDefault(metric.name(), Double.NaN))
            .average()
            .orElse(Double.NaN);
    return Double.isNaN(mean) ? OptionalDouble.empty() : OptionalDouble.of(mean);
  }

  /** What must be said beside the scores. */
  public List<String> notes(GenerationConfig generation) {
    return task.outputType().notes(samples, generation);
  }

  /**
   * The value of a metric, such as {@code acc}; of several filters, the first one's.
   *
   * @throws IllegalArgumentException if the task has no such metric
   */
  public double score(String metric) {
    List<String> names = scores.stream().map(score -> score.metric().name()).toList();
    if (!names.contains(metric)) {
      String known = String.join(", ", new LinkedHashSet<>(names));
      throw new IllegalArgumentException(
          "%s has no metric \"%s\"; it has %s.".formatted(name(), metric, known));
    }
    return scores.get(names.indexOf(metric)).estimate().value();
  }
}
