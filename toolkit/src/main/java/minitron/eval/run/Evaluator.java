package minitron.eval.run;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.stream.Collectors;
import minitron.eval.ask.AnswerFolder;
import minitron.eval.ask.AnswerLog;
import minitron.eval.ask.Likelihood;
import minitron.eval.ask.TextModel;
import minitron.eval.harness.PythonRandom;
import minitron.eval.metric.Exchange;
import minitron.eval.metric.Sample;
import minitron.eval.result.Evaluation;
import minitron.eval.result.GroupResult;
import minitron.eval.result.RunInfo;
import minitron.eval.result.TaskResult;
import minitron.eval.task.Benchmark;
import minitron.eval.task.Limit;
import minitron.eval.task.Prompt;
import minitron.eval.task.ShotRule;
import minitron.eval.task.Task;
import minitron.infer.BrokenModel;
import minitron.text.ItemSource;
import minitron.text.ItemSplit;
import minitron.text.Row;

/**
 * Runs tasks as the harness does.
 *
 * @param model what is asked
 * @param items where the tasks' rows are
 * @param limit how many documents of each task are asked
 * @param answers where answers are kept, if they are
 */
public record Evaluator(
    TextModel model, ItemSource items, Limit limit, Optional<AnswerFolder> answers) {
  /** The harness's seed for few-shot draws: one generator a task, in its documents' order. */
  private static final long SHOT_SEED = 1234;

  /** An evaluator that keeps no answers. */
  public Evaluator(TextModel model, ItemSource items, Limit limit) {
    this(model, items, limit, Optional.empty());
  }

  /**
   * Runs benchmarks, one after the other. When it is asked to stop, it ends with the tasks that are
   * through and the groups that are whole.
   *
   * @throws CancellationException if none is through yet
   * @throws IllegalArgumentException for a task that is asked for twice, and for data that does not
   *     fit its task
   * @throws IllegalStateException for a model whose log-probabilities are no numbers
   */
  public Evaluation run(List<Benchmark> benchmarks, RunInfo info) {
    List<Prepared> prepared = prepare(benchmarks);
    List<TaskResult> results = new ArrayList<>();
    String ending = "";
    try {
      for (Prepared task : prepared) {
        results.add(ask(task));
      }
    } catch (CancellationException stopped) {
      ending = "Not run to its end: " + missing(prepared, results) + ". " + stopped.getMessage();
      if (results.isEmpty()) {
        // What was counted is of the first task alone.
        throw prepared.size() == 1
            ? stopped
            : (CancellationException) new CancellationException(ending).initCause(stopped);
      }
    }
    return new Evaluation(results, groups(benchmarks, results), info, ending);
  }

  private static String missing(List<Prepared> prepared, List<TaskResult> results) {
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
   * Reads every file and refuses what {@link #run} would, before it asks anything.
   *
   * @throws IllegalArgumentException as there
   */
  public void check(List<Benchmark> benchmarks) {
    var unused = prepare(benchmarks);
  }

  /**
   * Asks one document of a task and keeps what the model gives for every token.
   *
   * @param document its place in the split, from 0
   * @throws IllegalArgumentException if the split has no such document, or for several tasks
   */
  public Inspection inspect(Benchmark benchmark, int document) {
    if (benchmark.tasks().size() != 1) {
      throw new IllegalArgumentException(
          "%s is %d tasks; name one of them, as %s."
              .formatted(
                  benchmark.name(), benchmark.tasks().size(), benchmark.tasks().get(0).name()));
    }
    Task task = benchmark.tasks().get(0);
    Limit upTo = new Limit(Math.max(0, document) + 1);
    Prepared prepared = new Evaluator(model, items, upTo).prepare(task, benchmark.shots());
    if (document < 0 || document >= prepared.documents()) {
      throw new IllegalArgumentException(
          "%s has no document %d: there are %d, counted from 0."
              .formatted(task.name(), document, prepared.documents()));
    }
    Prompt prompt = prepared.prompts().get(document);
    return new Inspector(model).inspect(task, prepared.shots(), prompt);
  }

  /**
   * Every task with all its files, before the first is asked: so what is missing or wrong shows at
   * once.
   */
  private List<Prepared> prepare(List<Benchmark> benchmarks) {
    checkDistinct(benchmarks);
    List<Prepared> prepared = new ArrayList<>();
    for (Benchmark benchmark : benchmarks) {
      for (Task task : benchmark.tasks()) {
        prepared.add(prepare(task, benchmark.shots()));
      }
    }
    return prepared;
  }

  private static void checkDistinct(List<Benchmark> benchmarks) {
    if (benchmarks.isEmpty()) {
      throw new IllegalArgumentException("No task is asked for; name one, as winogrande.");
    }
    Set<String> names = new HashSet<>();
    for (Benchmark benchmark : benchmarks) {
      for (Task task : benchmark.tasks()) {
        if (!names.add(task.name())) {
          throw new IllegalArgumentException(
              task.name()
                  + " is asked for twice; results are kept by name, so run the second by itself.");
        }
      }
    }
  }

  /** A task with everything that its files give. */
  private record Prepared(
      Task task, int shots, int documents, List<Prompt> prompts, Map<String, String> sources) {}

  private Prepared prepare(Task task, int wanted) {
    task.kind().check(task.name(), model);
    int shots = task.shots().isEmpty() ? 0 : wanted;
    Map<String, String> sources = new LinkedHashMap<>();
    ItemSplit split = split(task.split(), task, sources);
    Optional<ItemSplit> pool =
        shots == 0
            ? Optional.empty()
            : task.shots().map(source -> split(source.split(), task, sources));
    List<Prompt> prompts = new ArrayList<>();
    PythonRandom random = new PythonRandom(SHOT_SEED);
    for (Row row : split.rows().subList(0, limit.of(split.rows().size()))) {
      task.kind().read(row);
      String solved = pool.map(from -> solved(task, from, row, shots, random)).orElse("");
      prompts.add(new Prompt(prompts.size(), task.description() + solved, row));
    }
    return new Prepared(task, shots, split.rows().size(), prompts, sources);
  }

  private TaskResult ask(Prepared prepared) {
    Task task = prepared.task();
    List<Sample> samples;
    try (AnswerLog log = log(prepared)) {
      samples = task.kind().ask(prepared.prompts(), model.remembering(log));
    }
    checkNumbers(task.name(), samples);
    return TaskResult.of(task, prepared.shots(), prepared.documents(), samples, prepared.sources());
  }

  /** Refuses a task's samples if a log-probability in them is no number. */
  private static void checkNumbers(String task, List<Sample> samples) {
    for (Sample sample : samples) {
      for (Exchange exchange : sample.exchanges()) {
        if (exchange instanceof Likelihood answer
            && Double.isNaN(answer.scored().logLikelihood())) {
          throw BrokenModel.error(task + ", document " + sample.document() + ": a log-probability");
        }
      }
    }
  }

  private AnswerLog log(Prepared prepared) {
    return answers.map(folder -> open(folder, prepared)).orElse(AnswerLog.NONE);
  }

  private static AnswerLog open(AnswerFolder folder, Prepared prepared) {
    Task task = prepared.task();
    return folder.open(task.name(), task.version(), prepared.shots(), prepared.sources());
  }

  private ItemSplit split(String name, Task task, Map<String, String> sources) {
    ItemSplit split = items.split(task.dataset(), name);
    sources.put(split.name(), split.sha256());
    return split;
  }

  private static String solved(Task task, ItemSplit pool, Row row, int shots, PythonRandom random) {
    ShotRule rule = task.shots().orElseThrow().rule();
    return rule.draw(pool, row, shots, random).stream()
        .map(task.kind()::shot)
        .collect(Collectors.joining());
  }
}
