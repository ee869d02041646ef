package minitron.eval.result;

import java.util.List;
import java.util.Map;
import minitron.eval.metric.Sample;
import minitron.eval.metric.Score;
import minitron.eval.task.Task;

/** A task's result from samples of a test. */
public final class Scores {
  private Scores() {}

  /** Takes the metrics over the samples, one of each document. */
  public static TaskResult of(
      Task task, int shots, int documents, List<Sample> samples, Map<String, String> sources) {
    List<Score> scores =
        task.outputType().metrics().stream()
            .map(metric -> new Score(metric, metric.aggregation().apply(metric.values(samples))))
            .toList();
    return new TaskResult(task, shots, documents, samples.size(), scores, samples, sources);
  }
}
