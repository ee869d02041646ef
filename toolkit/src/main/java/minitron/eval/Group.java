package minitron.eval;

import java.util.List;
import java.util.stream.Stream;

/**
 * Tasks that are also reported as one: the mean over all their documents.
 *
 * @param name the harness's
 * @param alias the harness's name for it in tables
 * @param version the harness's
 * @param groups within this one
 * @param tasks of this one itself
 */
public record Group(
    String name, String alias, double version, List<Group> groups, List<Task> tasks) {

  /** Keeps the members as they are now. */
  public Group {
    groups = List.copyOf(groups);
    tasks = List.copyOf(tasks);
  }

  /** Every task of this group with so many solved examples before every question. */
  public Benchmark shots(int shots) {
    return new Benchmark(leaves().toList(), family().toList(), shots);
  }

  /** The tasks of this group and of those within. */
  Stream<Task> leaves() {
    return Stream.concat(groups.stream().flatMap(Group::leaves), tasks.stream());
  }

  /** The names of the groups and tasks right below this one. */
  List<String> members() {
    return Stream.concat(groups.stream().map(Group::name), tasks.stream().map(Task::name)).toList();
  }

  private Stream<Group> family() {
    return Stream.concat(Stream.of(this), groups.stream().flatMap(Group::family));
  }
}
