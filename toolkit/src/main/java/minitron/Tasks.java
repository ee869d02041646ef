package minitron;

import minitron.eval.Benchmark;
import minitron.eval.Catalog;
import minitron.eval.Task;

/** The tasks of lm-evaluation-harness, by its names. */
public final class Tasks {
  /** WinoGrande by partial scoring; the paper uses 5 shots. */
  public static final Task WINOGRANDE = Catalog.named("winogrande");

  private Tasks() {}

  /** A task by the harness's name. */
  public static Task named(String name) {
    return Catalog.named(name);
  }

  /** A task and its shots as a command line has them: {@code winogrande=5}. */
  public static Benchmark parse(String text) {
    String[] parts = text.split("=", -1);
    try {
      return named(parts[0]).shots(parts.length == 1 ? 0 : Integer.parseInt(parts[1]));
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          "'" + text + "' names no task with shots: write winogrande=5.", e);
    }
  }
}
