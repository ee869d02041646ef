package minitron.eval.run;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import minitron.eval.ask.AnswerLog;
import minitron.eval.ask.GenerationConfig;
import minitron.eval.ask.LanguageModel;
import minitron.eval.ask.ScoredInstance;
import minitron.eval.harness.PythonRandom;
import minitron.eval.metric.Sample;
import minitron.eval.result.TaskResult;
import minitron.eval.task.Benchmark;
import minitron.eval.task.Limit;
import minitron.eval.task.OutputType;
import minitron.eval.task.Prompt;
import minitron.eval.task.ShotSource;
import minitron.eval.task.Task;
import minitron.model.NanException;
import minitron.text.ItemSource;
import minitron.text.ItemSplit;
import minitron.text.Row;

/**
 * A task whose files are read and whose prompts are made: what is left is to ask a model.
 *
 * @param shots solved examples before every question
 * @param documents how many the split holds
 * @param prompts those that are asked
 * @param sources the SHA-256 of every file that was read, by its name
 */
record PreparedTask<D>(
    Task task,
    OutputType<D> type,
    int shots,
    int documents,
    List<Prompt<D>> prompts,
    Map<String, String> sources) {
  /** The harness's seed for few-shot draws: one generator a task, in its documents' order. */
  private static final int SHOT_SEED = 1234;

  /**
   * Reads the files of every task, before the first is asked: so what is missing or wrong shows at
   * once. A task that is pinned to no shots gets none.
   *
   * @param limit how many documents of each task
   * @param window tokens that the model takes at once
   * @throws IllegalArgumentException for a task that is asked for twice, and for what does not fit
   *     its task: data, a way to generate, a window
   */
  static List<PreparedTask<?>> all(
      List<Benchmark> benchmarks,
      ItemSource items,
      Limit limit,
      GenerationConfig generation,
      int window) {
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
        task.outputType().check(task.name(), generation, window);
        if (generation.chat().isPresent() && task.outputType().refusesChat()) {
          throw new IllegalArgumentException(
              "%s does not go through a chat template here; ask for it in a run without one."
                  .formatted(task.name()));
        }
        int shots = task.shots().isEmpty() ? 0 : benchmark.shots();
        prepared.add(
            TaskData.lacks(task, items)
                ? absent(task, task.outputType(), shots)
                : buildAllRequests(task, task.outputType(), shots, items, limit, generation));
      }
    }
    if (prepared.stream().allMatch(task -> TaskData.lacks(task.task(), items))) {
      throw TaskData.missing(prepared.get(0).task());
    }
    return prepared;
  }

  /**
   * The documents of a task up to one of them.
   *
   * @param docId its place in the split, from 0
   * @throws IllegalArgumentException if the split has no such document, or for several tasks
   */
  static PreparedTask<?> single(
      Benchmark benchmark, ItemSource items, int docId, GenerationConfig generation, int window) {
    if (benchmark.tasks().size() != 1) {
      throw new IllegalArgumentException(
          "%s is %d tasks; name one of them, e.g. %s."
              .formatted(
                  benchmark.name(), benchmark.tasks().size(), benchmark.tasks().get(0).name()));
    }
    Limit upTo = new Limit(Math.max(0, docId) + 1);
    PreparedTask<?> task = all(List.of(benchmark), items, upTo, generation, window).get(0);
    if (docId < 0 || docId >= task.documents()) {
      throw new IllegalArgumentException(
          "%s has no document %d: there are %d, counted from 0."
              .formatted(task.task().name(), docId, task.documents()));
    }
    return task;
  }

  private static <D> PreparedTask<D> absent(Task task, OutputType<D> type, int shots) {
    return new PreparedTask<>(task, type, shots, 0, List.of(), Map.of());
  }

  /** The part of lm_eval/api/task.py's {@code build_all_requests} that no model is needed for. */
  private static <D> PreparedTask<D> buildAllRequests(
      Task task,
      OutputType<D> declared,
      int shots,
      ItemSource items,
      Limit limit,
      GenerationConfig generation) {
    Map<String, String> sources = new LinkedHashMap<>();
    var data = new TaskData(task.dataset(), items, sources);
    ItemSplit split = data.split(task.split());
    OutputType<D> type = declared.with(data, generation);
    Function<Row, String> examples =
        shots == 0 ? document -> "" : examples(task, shots, items, sources);
    List<Prompt<D>> prompts = new ArrayList<>();
    List<Row> answers = answers(task, split, items, sources);
    for (Row row : split.rows().subList(0, limit.of(split.rows().size()))) {
      D doc = answers.isEmpty() ? type.read(row) : type.read(row, answers.get(prompts.size()));
      if (prompts.isEmpty()) {
        type.checkFirst(row, doc);
      }
      prompts.add(new Prompt<>(prompts.size(), task.description() + examples.apply(row), doc));
    }
    return new PreparedTask<>(
        task, type, shots, split.rows().size(), prompts, Collections.unmodifiableMap(sources));
  }

  /** The rows of the split that answers stand in; none for a task without. */
  private static List<Row> answers(
      Task task, ItemSplit split, ItemSource items, Map<String, String> sources) {
    Optional<String> name = task.outputType().answers();
    if (name.isEmpty()) {
      return List.of();
    }
    ItemSplit answers = items.split(task.dataset(), name.get());
    if (answers.rows().size() != split.rows().size()) {
      throw new IllegalArgumentException(
          "%s has %d rows and %s has %d; each question needs its answers in the same line."
              .formatted(split.name(), split.rows().size(), answers.name(), answers.rows().size()));
    }
    sources.put(answers.name(), answers.sha256());
    return answers.rows();
  }

  /** Draws solved examples; each is read once, however many documents it stands before. */
  private static Function<Row, String> examples(
      Task task, int shots, ItemSource items, Map<String, String> sources) {
    ShotSource source = task.shots().orElseThrow();
    ItemSplit pool = items.split(task.dataset(), source.split());
    sources.put(pool.name(), pool.sha256());
    var random = new PythonRandom(SHOT_SEED);
    var solved = new IdentityHashMap<Row, String>();
    return document ->
        source.rule().draw(pool, document, shots, random).stream()
            .map(row -> solved.computeIfAbsent(row, task.outputType()::shot))
            .collect(Collectors.joining());
  }

  /**
   * Asks a model.
   *
   * @param answers where answers are kept, if they are
   * @throws NanException if a log-probability is not a number
   */
  TaskResult run(LanguageModel model, Optional<AnswerFolder> answers) {
    if (prompts.isEmpty()) { // its data is not there, which its result says
      return TaskResult.of(task, shots, documents, 0, List.of(), sources);
    }
    try (AnswerLog log =
        answers
            .map(folder -> folder.open(task.name(), task.version(), shots, sources))
            .orElse(AnswerLog.NONE)) {
      if (log.damaged() > 0) {
        model.progress().said(damaged(log.damaged()));
      }
      List<Sample> samples = type.ask(prompts, model.remembering(log));
      samples.forEach(this::checkNumbers);
      return TaskResult.of(task, shots, documents, prompts.size(), samples, sources);
    }
  }

  private String damaged(int answers) {
    return "%s: %d kept %s damaged or altered, and asked again; a log-likelihood comes out with the same bits, a text may differ where the logits of two tokens are within 1e-5 of each other."
        .formatted(task.name(), answers, answers == 1 ? "answer is" : "answers are");
  }

  private void checkNumbers(Sample sample) {
    if (sample
        .instances(ScoredInstance.class)
        .anyMatch(answer -> Double.isNaN(answer.scored().logLikelihood()))) {
      throw new NanException(task.name() + ", document " + sample.docId() + ": a log-probability");
    }
  }
}
