package minitron.eval.result;

import com.google.gson.JsonObject;
import java.util.List;
import minitron.eval.ask.Likelihood;
import minitron.infer.Scored;
import minitron.report.Showable;
import tech.tablesaw.api.Table;

/**
 * How a model did on several tasks. It prints as the harness's table, and a notebook shows it as
 * one of its own.
 *
 * @param tasks in the order they were run
 * @param groups the tasks' groups, an outer one before those within
 * @param info what the scores depend on besides
 * @param ending empty if every task was run; else why not, and which were not
 */
public record Evaluation(
    List<TaskResult> tasks, List<GroupResult> groups, RunInfo info, String ending)
    implements Showable {

  /** An evaluation of every task that was asked for. */
  public Evaluation(List<TaskResult> tasks, List<GroupResult> groups, RunInfo info) {
    this(tasks, groups, info, "");
  }

  /** Keeps the results as they are now. */
  public Evaluation {
    tasks = List.copyOf(tasks);
    groups = List.copyOf(groups);
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
        .orElseThrow(() -> new IllegalArgumentException(unknown(name)));
  }

  /** Every log-likelihood that was asked for, in the order of the tasks. */
  public List<Scored> answers() {
    return tasks.stream()
        .flatMap(task -> task.samples().stream())
        .flatMap(sample -> sample.exchanges().stream())
        .filter(Likelihood.class::isInstance)
        .map(exchange -> ((Likelihood) exchange).scored())
        .toList();
  }

  /** A row for each measure of each group and task, with its standard error and chance. */
  public Table table() {
    return EvaluationTable.of(this);
  }

  @Override
  public List<?> parts() {
    return ending.isEmpty() ? List.of(table()) : List.of(table(), ending);
  }

  /**
   * What another evaluation of the same documents has more: a row for each task and measure.
   *
   * @throws IllegalArgumentException if tasks, versions, shots or documents differ
   */
  public List<PairedDifference> against(Evaluation other) {
    return Pairing.of(this, other);
  }

  /** The harness's results object, with every sample. */
  public JsonObject toJson() {
    return EvaluationJson.of(this);
  }

  @Override
  public String toString() {
    return ending.isEmpty() ? ResultTable.of(this) : ResultTable.of(this) + "\n" + ending;
  }

  private String unknown(String name) {
    List<String> known = tasks.stream().map(TaskResult::name).toList();
    return "There is no result of \"%s\"; there is %s.".formatted(name, String.join(", ", known));
  }
}
