package minitron.eval.task;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import minitron.eval.metric.Score;

/**
 * Tasks that are also reported as one: the mean over all their documents. All of them measure the
 * same.
 *
 * @param name lm-evaluation-harness's, where it has the group
 * @param alias the name in tables
 * @param version the harness's, where it has the group
 * @param groups within this one
 * @param tasks of this one itself
 * @param eachAlike whether each member right below counts the same, however many documents it has:
 *     then the first metric of each is taken, whatever it measures
 * @param aggregates what it reports of its tasks' first metric in another way than by means
 */
public record Group(
    String name,
    String alias,
    double version,
    List<Group> groups,
    List<Task> tasks,
    boolean eachAlike,
    Optional<Aggregates> aggregates) {

  /** Takes tasks together in another way than by the mean over their documents. */
  @FunctionalInterface
  public interface Aggregates {
    /** The group's scores, from the shares and the documents of the tasks that were asked. */
    List<Score> of(Map<Task, Double> shares, Map<Task, Integer> asked);
  }

  /** A group over all whose documents the mean is. */
  public Group(String name, String alias, double version, List<Group> groups, List<Task> tasks) {
    this(name, alias, version, groups, tasks, false, Optional.empty());
  }

  /** Keeps the members as they are now, and refuses those that cannot be taken together. */
  public Group {
    groups = List.copyOf(groups);
    tasks = List.copyOf(tasks);
    List<Task> leaves = leaves(groups, tasks).toList();
    for (Task task : leaves) {
      Task first = leaves.get(0);
      if (!eachAlike && !measured(task).equals(measured(first))) {
        throw new IllegalArgumentException(
            "The group %s has no common metric: %s has %s and %s has %s; give it tasks that measure the same."
                .formatted(name, first.name(), measured(first), task.name(), measured(task)));
      }
    }
  }

  private static List<String> measured(Task task) {
    return task.outputType().metrics().stream()
        .map(metric -> metric.name() + " (" + metric.filter() + ")")
        .toList();
  }

  /** The tasks of this group and of those within. */
  public Stream<Task> leaves() {
    return leaves(groups, tasks);
  }

  private static Stream<Task> leaves(List<Group> groups, List<Task> tasks) {
    return Stream.concat(groups.stream().flatMap(Group::leaves), tasks.stream());
  }

  /** The names of the groups and tasks right below this one. */
  public List<String> members() {
    return Stream.concat(groups.stream().map(Group::name), tasks.stream().map(Task::name)).toList();
  }

  /** This group and those within, an outer one before its own. */
  Stream<Group> family() {
    return Stream.concat(Stream.of(this), groups.stream().flatMap(Group::family));
  }
}
