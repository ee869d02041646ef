package minitron.eval.result;

import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import minitron.eval.metric.Estimate;
import minitron.eval.metric.Score;
import minitron.eval.task.Group;
import minitron.eval.task.Task;

/**
 * How a model did on a group of tasks.
 *
 * @param toldShots of the tasks right below; empty for a group of groups, of which the harness
 *     tells neither shots nor which way is better
 * @param asked documents, over all its tasks
 * @param scores over all its tasks' documents
 */
public record GroupResult(Group group, OptionalInt toldShots, int asked, List<Score> scores)
    implements Result {

  /** Takes the group's tasks together, whatever groups they stand in between. */
  public static GroupResult of(Group group, List<TaskResult> results) {
    List<String> names = group.leaves().map(Task::name).toList();
    List<TaskResult> leaves = results.stream().filter(r -> names.contains(r.name())).toList();
    List<Integer> sizes = leaves.stream().map(TaskResult::asked).toList();
    List<Score> first = leaves.get(0).scores(); // a group's tasks have the same metrics
    List<Score> scores =
        IntStream.range(0, first.size())
            .mapToObj(i -> new Score(first.get(i).metric(), pooled(leaves, i, sizes)))
            .toList();
    OptionalInt shots =
        group.tasks().isEmpty() ? OptionalInt.empty() : OptionalInt.of(leaves.get(0).shots());
    return new GroupResult(group, shots, sizes.stream().mapToInt(n -> n).sum(), scores);
  }

  @Override
  public String name() {
    return group.name();
  }

  @Override
  public String alias() {
    return group.alias();
  }

  @Override
  public double version() {
    return group.version();
  }

  private static Estimate pooled(List<TaskResult> leaves, int metric, List<Integer> sizes) {
    return Estimate.pooled(
        leaves.stream().map(leaf -> leaf.scores().get(metric).estimate()).toList(), sizes);
  }
}
