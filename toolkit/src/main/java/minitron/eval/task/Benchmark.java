package minitron.eval.task;

import java.util.List;
import java.util.stream.Stream;
import minitron.text.ItemSource;

/**
 * What is to be run, for example winogrande with five shots.
 *
 * @param tasks at least one
 * @param groups of these tasks, the outermost first; none for a task by itself
 * @param shots solved examples before every question, 0 or more; a task that is pinned to none
 *     keeps none
 */
public record Benchmark(List<Task> tasks, List<Group> groups, int shots) {

  /** Checks the number of shots. */
  public Benchmark {
    tasks = List.copyOf(tasks);
    groups = List.copyOf(groups);
    if (shots < 0) {
      throw new IllegalArgumentException(
          "%s cannot have %d shots; ask for 0 or more.".formatted(nameOf(tasks, groups), shots));
    }
  }

  /** A task without shots. */
  public static Benchmark of(Task task) {
    return new Benchmark(List.of(task), List.of(), 0);
  }

  /** Every task of a group, without shots. */
  public static Benchmark of(Group group) {
    return new Benchmark(group.leaves().toList(), group.family().toList(), 0);
  }

  /** The same with so many solved examples before every question. */
  public Benchmark shots(int wanted) {
    return new Benchmark(tasks, groups, wanted);
  }

  /** The same without the tasks that a group does not need and whose files are not there. */
  public Benchmark present(ItemSource items) {
    List<String> missing = leftOut(items).toList();
    return new Benchmark(
        tasks.stream().filter(task -> !missing.contains(task.name())).toList(), groups, shots);
  }

  /** The names of those tasks; a group of which nothing is there misses all that it needs. */
  public Stream<String> leftOut(ItemSource items) {
    List<Task> missing =
        tasks.stream()
            .filter(task -> !groups.isEmpty() && task.outputType().optional())
            .filter(task -> !items.has(task.dataset(), task.split()))
            .toList();
    return missing.size() == tasks.size() ? Stream.of() : missing.stream().map(Task::name);
  }

  /** The name it was asked for by: the outermost group's, or the task's. */
  public String name() {
    return nameOf(tasks, groups);
  }

  private static String nameOf(List<Task> tasks, List<Group> groups) {
    return groups.isEmpty() ? tasks.get(0).name() : groups.get(0).name();
  }
}
