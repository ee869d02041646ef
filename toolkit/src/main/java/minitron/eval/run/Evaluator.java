package minitron.eval.run;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.stream.Collectors;
import minitron.eval.ask.LanguageModel;
import minitron.eval.result.Evaluation;
import minitron.eval.result.EvaluationConfig;
import minitron.eval.result.GroupResult;
import minitron.eval.result.TaskResult;
import minitron.eval.task.Benchmark;
import minitron.eval.task.Limit;
import minitron.eval.task.Task;
import minitron.runs.Ending;
import minitron.text.ItemSource;

/**
 * Runs tasks as the harness does.
 *
 * @param model what is asked
 * @param items where the tasks' rows are
 * @param limit how many documents of each task are asked
 * @param answers where answers are kept, if they are
 */
public record Evaluator(
    LanguageModel model, ItemSource items, Limit limit, Optional<AnswerFolder> answers) {

  /** An evaluator that keeps no answers. */
  public Evaluator(LanguageModel model, ItemSource items, Limit limit) {
    this(model, items, limit, Optional.empty());
  }

  /**
   * Runs benchmarks, one after the other. When it is asked to stop, it ends with the tasks that are
   * through and the groups that are whole.
   *
   * @throws CancellationException if none is through yet
   * @throws IllegalArgumentException for a task that is asked for twice, and for data that does not
   *     fit its task
   * @throws minitron.infer.NanException for a model whose log-probabilities are not numbers
   */
  public Evaluation run(List<Benchmark> benchmarks, EvaluationConfig config) {
    return run(benchmarks, prepare(benchmarks), model, answers, config);
  }

  /** The same with tasks that are prepared. */
  static Evaluation run(
      List<Benchmark> benchmarks,
      List<PreparedTask<?>> prepared,
      LanguageModel model,
      Optional<AnswerFolder> answers,
      EvaluationConfig config) {
    List<TaskResult> results = new ArrayList<>();
    Ending ending = Ending.WHOLE;
    try {
      for (PreparedTask<?> task : prepared) {
        results.add(task.run(model, answers));
      }
    } catch (CancellationException stopped) {
      String why =
          "Not run to its end: " + missing(prepared, results) + ". " + stopped.getMessage();
      if (results.isEmpty()) {
        // What was counted is of the first task alone.
        throw prepared.size() == 1
            ? stopped
            : (CancellationException) new CancellationException(why).initCause(stopped);
      }
      ending = Ending.part(why);
    }
    return new Evaluation(results, groups(benchmarks, results), config, ending);
  }

  private static String missing(List<PreparedTask<?>> prepared, List<TaskResult> results) {
    return prepared.subList(results.size(), prepared.size()).stream()
        .map(one -> one.task().name())
        .collect(Collectors.joining(", "));
  }

  /** The groups whose tasks were all run. */
  private static List<GroupResult> groups(List<Benchmark> benchmarks, List<TaskResult> results) {
    Set<String> run = results.stream().map(TaskResult::name).collect(Collectors.toSet());
    return benchmarks.stream()
        .filter(benchmark -> run.containsAll(benchmark.tasks().stream().map(Task::name).toList()))
        .flatMap(benchmark -> benchmark.groups().stream())
        .map(group -> GroupResult.of(group, results))
        .toList();
  }

  /**
   * Asks one document of a task and keeps what the model gives for every token.
   *
   * @param docId its place in the split, from 0
   * @throws IllegalArgumentException if the split has no such document, or for several tasks
   */
  public Inspection inspect(Benchmark benchmark, int docId) {
    if (benchmark.tasks().size() != 1) {
      throw new IllegalArgumentException(
          "%s is %d tasks; name one of them, e.g. %s."
              .formatted(
                  benchmark.name(), benchmark.tasks().size(), benchmark.tasks().get(0).name()));
    }
    Limit upTo = new Limit(Math.max(0, docId) + 1);
    PreparedTask<?> task = new Evaluator(model, items, upTo).prepare(List.of(benchmark)).get(0);
    if (docId < 0 || docId >= task.documents()) {
      throw new IllegalArgumentException(
          "%s has no document %d: there are %d, counted from 0."
              .formatted(task.task().name(), docId, task.documents()));
    }
    return new Inspector(model).inspect(task, docId);
  }

  /**
   * Every task with all its files, before the first is asked: so what is missing or wrong shows at
   * once.
   *
   * @throws IllegalArgumentException as {@link #run} does
   */
  List<PreparedTask<?>> prepare(List<Benchmark> benchmarks) {
    if (benchmarks.isEmpty()) {
      throw new IllegalArgumentException("No task is asked for; name one, e.g. winogrande.");
    }
    Set<String> names = new HashSet<>();
    for (Task task : benchmarks.stream().flatMap(b -> b.tasks().stream()).toList()) {
      if (!names.add(task.name())) {
        throw new IllegalArgumentException(
            task.name()
                + " is asked for twice; results are kept by name, so run the second by itself.");
      }
    }
    List<PreparedTask<?>> prepared = new ArrayList<>();
    for (Benchmark benchmark : benchmarks) {
      for (Task task : benchmark.tasks()) {
        task.outputType().check(task.name(), model);
        prepared.add(PreparedTask.of(task, benchmark.shots(), items, limit));
      }
    }
    return prepared;
  }
}
