package minitron.eval.result;

import java.util.List;
import java.util.Map;
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
    Map<String, String> sources) {

  /** Takes the metrics over the samples. */
  public static TaskResult of(
      Task task, int shots, int documents, List<Sample> samples, Map<String, String> sources) {
    List<Score> scores = task.outputType().metrics().stream().map(m -> score(m, samples)).toList();
    int asked = (int) samples.stream().mapToInt(Sample::docId).distinct().count();
    return new TaskResult(
        task, shots, documents, asked, scores, List.copyOf(samples), Map.copyOf(sources));
  }

  /** The task's name. */
  public String name() {
    return task.name();
  }

  /**
   * The value of a metric, such as {@code acc}; of several filters, the first one's.
   *
   * @throws IllegalArgumentException if the task has no such metric
   */
  public double score(String metric) {
    return scores.stream()
        .filter(score -> score.metric().name().equals(metric))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException(unknown(metric)))
        .estimate()
        .value();
  }

  private String unknown(String metric) {
    List<String> known = scores.stream().map(score -> score.metric().name()).distinct().toList();
    return "%s has no metric \"%s\"; it has %s."
        .formatted(name(), metric, String.join(", ", known));
  }

  private static Score score(Metric metric, List<Sample> samples) {
    return new Score(metric, metric.aggregation().apply(metric.values(samples)));
  }
}
