package minitron.eval.result;

import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import minitron.eval.ask.ScoredInstance;
import minitron.infer.Scored;
import minitron.report.Showable;
import minitron.runs.Ending;
import tech.tablesaw.api.Table;

/**
 * How a model did on several tasks. It prints as the harness's table, and a notebook shows it as
 * one of its own.
 *
 * @param tasks in the order they were run
 * @param groups the tasks' groups, an outer one before those within
 * @param config what the scores depend on besides
 * @param ending whole if every task was run; else which were not, and why
 */
public record Evaluation(
    List<TaskResult> tasks, List<GroupResult> groups, EvaluationConfig config, Ending ending)
    implements Showable {
  private static final String INSTEAD = "run it to its end before you compare";

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
    List<String> names = tasks.stream().map(TaskResult::name).toList();
    if (!names.contains(name)) {
      throw new IllegalArgumentException(
          "There is no result of \"%s\"; there is %s.".formatted(name, String.join(", ", names)));
    }
    return tasks.get(names.indexOf(name));
  }

  /** Every log-likelihood that was asked for, in the order of the tasks. */
  public List<Scored> answers() {
    return tasks.stream()
        .flatMap(task -> task.samples().stream())
        .flatMap(sample -> sample.instances(ScoredInstance.class))
        .map(ScoredInstance::scored)
        .toList();
  }

  /**
   * A row for each metric of each group and task, with its standard error and chance; its name is
   * what must be said beside them, such as who judged.
   */
  public Table table() {
    Table table = EvaluationTable.of(tasks, groups);
    table.setName(String.join("; ", notes()));
    return table;
  }

  /** What must be said beside the scores, and of which tasks: the judge, what is missing. */
  public List<String> notes() {
    Map<String, List<String>> names = new LinkedHashMap<>();
    for (TaskResult task : tasks) {
      for (String note : task.notes(config.generation())) {
        names.computeIfAbsent(note, any -> new ArrayList<>()).add(task.name());
      }
    }
    return names.entrySet().stream()
        .map(note -> String.join(", ", note.getValue()) + ": " + note.getKey())
        .toList();
  }

  @Override
  public List<?> parts() {
    return ending.whole() ? List.of(table()) : List.of(table(), ending.text());
  }

  /**
   * What another evaluation of the same documents has more: a row for each task and metric.
   *
   * @throws IllegalArgumentException if tasks, versions, shots or documents differ, or not every
   *     task was run
   */
  public List<PairedDifference> against(Evaluation other) {
    ending.requireWhole("The first evaluation's scores", INSTEAD);
    other.ending.requireWhole("The second evaluation's scores", INSTEAD);
    return Pairing.of(tasks, groups, other.tasks, other.groups);
  }

  /** The harness's results object, with every sample. */
  public JsonObject toJson() {
    return EvaluationJson.of(tasks, groups, config, ending);
  }

  @Override
  public String toString() {
    String notes = notes().stream().map(note -> note + "\n").collect(Collectors.joining());
    String table = notes + ResultTable.of(tasks, groups);
    return ending.whole() ? table : table + "\n" + ending;
  }
}
