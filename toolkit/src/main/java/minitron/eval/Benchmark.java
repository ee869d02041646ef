package minitron.eval;

/**
 * A task as it is to be run, for example winogrande with five shots.
 *
 * @param shots solved examples before every question, 0 or more
 */
public record Benchmark(Task task, int shots) {

  /** Checks the number of shots, and sets it to 0 where the task is pinned to none. */
  public Benchmark {
    if (shots < 0) {
      throw new IllegalArgumentException(
          "%s cannot have %d shots; ask for 0 or more.".formatted(task.name(), shots));
    }
    shots = task.shots().isEmpty() ? 0 : shots;
  }
}
