package minitron.eval.task;

import java.util.Optional;

/**
 * A task: data and how it is asked.
 *
 * @param name lm-evaluation-harness's, where it has the task
 * @param alias the name in tables; mostly the same
 * @param version the harness's, where it has the task; scores of other versions do not compare
 * @param description what every prompt begins with; may be empty
 * @param dataset the data set's folder
 * @param split the split that is asked, the file's name without its ending
 * @param shots where solved examples come from; empty for a task that is pinned to none
 * @param outputType how a row is asked and judged
 */
public record Task(
    String name,
    String alias,
    double version,
    String description,
    String dataset,
    String split,
    Optional<ShotSource> shots,
    OutputType<?> outputType) {

  /** A task that goes by its name in tables and whose prompts begin with nothing. */
  public static Task of(
      String name,
      double version,
      String dataset,
      String split,
      ShotSource shots,
      OutputType<?> outputType) {
    return new Task(
        name, name, version, "", dataset, split, Optional.ofNullable(shots), outputType);
  }
}
