package minitron.eval.result;

import java.util.List;
import java.util.OptionalInt;
import minitron.eval.metric.Estimate;
import minitron.eval.metric.Metric;
import minitron.eval.metric.Score;
import minitron.eval.task.Group;
import minitron.eval.task.Task;

/**
 * How a model did on a group of tasks.
 *
 * @param shots of the tasks right below; empty for a group of groups, of which the harness tells
 *     neither shots nor which way is better
 * @param asked documents, over all its tasks
 * @param scores over all its tasks' documents
 */
public record GroupResult(Group group, OptionalInt shots, int asked, List<Score> scores) {

  /** Takes the group's tasks together, whatever groups they stand in between. */
  public static GroupResult of(Group group, List<TaskResult> results) {
    List<String> names = group.leaves().map(Task::name).toList();
    List<TaskResult> leaves = results.stream().filter(r -> names.contains(r.name())).toList();
    List<Score> scores =
        leaves.get(0).scores().stream()
            .map(Score::metric)
            .map(metric -> new Score(metric, pooled(leaves, metric)))
            .toList();
    OptionalInt shots =
        group.tasks().isEmpty() ? OptionalInt.empty() : OptionalInt.of(leaves.get(0).shots());
    return new GroupResult(group, shots, leaves.stream().mapToInt(TaskResult::asked).sum(), scores);
  }

  private static Estimate pooled(List<TaskResult> leaves, Metric metric) {
    List<Estimate> means =
        leaves.stream()
            .flatMap(leaf -> leaf.scores().stream())
            .filter(score -> score.metric().isSame(metric))
            .map(Score::estimate)
            .toList();
    return Estimate.pooled(means, leaves.stream().map(TaskResult::asked).toList());
  }
}
