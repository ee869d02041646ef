package minitron.eval;

import java.util.List;
import java.util.OptionalInt;

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
  static GroupResult of(Group group, List<TaskResult> results) {
    List<String> names = group.leaves().map(Task::name).toList();
    List<TaskResult> leaves = results.stream().filter(r -> names.contains(r.name())).toList();
    List<Integer> sizes = leaves.stream().map(TaskResult::asked).toList();
    List<Score> scores =
        leaves.get(0).scores().stream()
            .map(Score::measure)
            .map(measure -> new Score(measure, Estimate.pooled(estimates(leaves, measure), sizes)))
            .toList();
    OptionalInt shots =
        group.tasks().isEmpty() ? OptionalInt.empty() : OptionalInt.of(leaves.get(0).shots());
    return new GroupResult(group, shots, sizes.stream().mapToInt(Integer::intValue).sum(), scores);
  }

  private static List<Estimate> estimates(List<TaskResult> leaves, Measure measure) {
    return leaves.stream()
        .flatMap(leaf -> leaf.scores().stream())
        .filter(score -> score.measure().name().equals(measure.name()))
        .map(Score::estimate)
        .toList();
  }
}
