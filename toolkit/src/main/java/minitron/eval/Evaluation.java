package minitron.eval;

import com.google.gson.JsonObject;
import java.util.List;

/**
 * How a model did on several tasks. It prints as the harness's table.
 *
 * @param tasks in the order they were run
 * @param info what the scores depend on besides
 */
public record Evaluation(List<TaskResult> tasks, RunInfo info) {

  /** Keeps the results as they are now. */
  public Evaluation {
    tasks = List.copyOf(tasks);
  }

  /**
   * A task's result.
   *
   * @throws IllegalArgumentException if it was not run
   */
  public TaskResult task(String name) {
    return tasks.stream()
        .filter(task -> task.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "There is no result of \"%s\"; there is %s."
                        .formatted(
                            name,
                            String.join(", ", tasks.stream().map(TaskResult::name).toList()))));
  }

  /** The harness's results object, with every sample. */
  public JsonObject toJson() {
    return EvaluationJson.of(this);
  }

  @Override
  public String toString() {
    return ResultTable.of(this);
  }
}
