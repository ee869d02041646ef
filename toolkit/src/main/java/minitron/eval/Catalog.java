package minitron.eval;

import java.util.List;

/** Every task there is, under the harness's name. */
public final class Catalog {
  private static final List<Task> TASKS = List.of(Winogrande.TASK);

  private Catalog() {}

  /** Every task. */
  public static List<Task> all() {
    return TASKS;
  }

  /**
   * The task of a name.
   *
   * @throws IllegalArgumentException for any other name
   */
  public static Task named(String name) {
    return TASKS.stream()
        .filter(task -> task.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "There is no task \"%s\"; there is %s."
                        .formatted(
                            name, String.join(", ", TASKS.stream().map(Task::name).toList()))));
  }
}
