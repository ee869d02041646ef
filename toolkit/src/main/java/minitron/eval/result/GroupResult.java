package minitron.eval.result;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import minitron.eval.metric.Estimate;
import minitron.eval.metric.Metric;
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
  private static final Metric AVERAGE = Metric.mean("average");

  /** Takes the group's tasks together, whatever groups they stand in between. */
  public static GroupResult of(Group group, List<TaskResult> results) {
    List<String> names = group.leaves().map(Task::name).toList();
    List<TaskResult> leaves = results.stream().filter(r -> names.contains(r.name())).toList();
    List<Integer> sizes = leaves.stream().map(TaskResult::asked).toList();
    OptionalInt shots =
        group.tasks().isEmpty() ? OptionalInt.empty() : OptionalInt.of(leaves.get(0).shots());
    int asked = sizes.stream().mapToInt(n -> n).sum();
    if (group.eachAlike()) {
      return new GroupResult(group, shots, asked, List.of(average(group, leaves)));
    }
    List<Score> first = leaves.get(0).scores(); // a group's tasks have the same metrics
    List<Score> scores =
        group
            .aggregates()
            .map(aggregates -> aggregates.of(shares(leaves), asked(leaves)))
            .orElseGet(
                () ->
                    IntStream.range(0, first.size())
                        .mapToObj(i -> new Score(first.get(i).metric(), pooled(leaves, i, sizes)))
                        .toList());
    return new GroupResult(group, shots, asked, scores);
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

  /** The mean of the members' first scores; none if one of them has none. */
  private static Score average(Group group, List<TaskResult> results) {
    List<Score> members =
        Stream.concat(
                group.groups().stream().map(inner -> average(inner, results)),
                results.stream()
                    .filter(result -> group.tasks().contains(result.task()))
                    .map(result -> result.scores().get(0)))
            .toList();
    Optional<Score> missing = members.stream().filter(score -> !score.measured()).findFirst();
    return missing.isPresent()
        ? Score.none(AVERAGE, missing.get().instead())
        : new Score(AVERAGE, Estimate.unweighted(members.stream().map(Score::estimate).toList()));
  }

  private static Map<Task, Double> shares(List<TaskResult> leaves) {
    return leaves.stream()
        .collect(
            Collectors.toMap(TaskResult::task, leaf -> leaf.scores().get(0).estimate().value()));
  }

  private static Map<Task, Integer> asked(List<TaskResult> leaves) {
    return leaves.stream().collect(Collectors.toMap(TaskResult::task, TaskResult::asked));
  }

  private static Estimate pooled(List<TaskResult> leaves, int metric, List<Integer> sizes) {
    return Estimate.pooled(
        leaves.stream().map(leaf -> leaf.scores().get(metric).estimate()).toList(), sizes);
  }
}
