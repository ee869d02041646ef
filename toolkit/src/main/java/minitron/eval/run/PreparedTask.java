package minitron.eval.run;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import minitron.eval.ask.AnswerLog;
import minitron.eval.ask.LanguageModel;
import minitron.eval.ask.ScoredInstance;
import minitron.eval.harness.PythonRandom;
import minitron.eval.metric.Sample;
import minitron.eval.result.TaskResult;
import minitron.eval.task.Limit;
import minitron.eval.task.OutputType;
import minitron.eval.task.Prompt;
import minitron.eval.task.ShotSource;
import minitron.eval.task.Task;
import minitron.infer.NanException;
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
  private static final long SHOT_SEED = 1234;

  /** Reads a task's files; a task that is pinned to no shots gets none. */
  static PreparedTask<?> of(Task task, int shots, ItemSource items, Limit limit) {
    int own = task.shots().isEmpty() ? 0 : shots;
    return of(task, task.outputType(), own, items, limit);
  }

  private static <D> PreparedTask<D> of(
      Task task, OutputType<D> type, int shots, ItemSource items, Limit limit) {
    ItemSplit split = items.split(task.dataset(), task.split());
    Map<String, String> sources = new LinkedHashMap<>();
    sources.put(split.name(), split.sha256());
    Optional<Examples> examples =
        task.shots()
            .filter(source -> shots > 0)
            .map(source -> Examples.of(task, source, shots, items, sources));
    List<Prompt<D>> prompts = new ArrayList<>();
    for (Row row : split.rows().subList(0, limit.of(split.rows().size()))) {
      D doc = type.read(row);
      String solved = examples.map(from -> from.before(row)).orElse("");
      prompts.add(new Prompt<>(prompts.size(), task.description() + solved, doc));
    }
    return new PreparedTask<>(task, type, shots, split.rows().size(), prompts, sources);
  }

  /** Draws solved examples; each is read once, however many documents it stands before. */
  private record Examples(
      ItemSplit pool,
      ShotSource source,
      int shots,
      OutputType<?> type,
      PythonRandom random,
      Map<Row, String> solved) {

    static Examples of(
        Task task, ShotSource source, int shots, ItemSource items, Map<String, String> sources) {
      ItemSplit pool = items.split(task.dataset(), source.split());
      sources.put(pool.name(), pool.sha256());
      var random = new PythonRandom(SHOT_SEED);
      return new Examples(pool, source, shots, task.outputType(), random, new IdentityHashMap<>());
    }

    String before(Row document) {
      return source.rule().draw(pool, document, shots, random).stream()
          .map(row -> solved.computeIfAbsent(row, type::shot))
          .collect(Collectors.joining());
    }
  }

  /**
   * Asks a model.
   *
   * @param answers where answers are kept, if they are
   * @throws NanException if a log-probability is not a number
   */
  TaskResult run(LanguageModel model, Optional<AnswerFolder> answers) {
    try (AnswerLog log =
        answers
            .map(folder -> folder.open(task.name(), task.version(), shots, sources))
            .orElse(AnswerLog.NONE)) {
      List<Sample> samples = type.ask(prompts, model.remembering(log));
      samples.forEach(this::checkNumbers);
      return TaskResult.of(task, shots, documents, samples, sources);
    }
  }

  private void checkNumbers(Sample sample) {
    if (sample
        .instances(ScoredInstance.class)
        .anyMatch(answer -> Double.isNaN(answer.scored().logLikelihood()))) {
      throw new NanException(task.name() + ", document " + sample.docId() + ": a log-probability");
    }
  }
}
