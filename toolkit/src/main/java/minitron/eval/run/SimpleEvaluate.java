package minitron.eval.run;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import minitron.eval.ask.AnswerLog;
import minitron.eval.ask.GenerationConfig;
import minitron.eval.ask.LanguageModel;
import minitron.eval.ask.PairEncoder;
import minitron.eval.ask.Request;
import minitron.eval.harness.RequestKey;
import minitron.eval.result.Evaluation;
import minitron.eval.result.EvaluationConfig;
import minitron.eval.result.GroupResult;
import minitron.eval.result.TaskResult;
import minitron.eval.task.Benchmark;
import minitron.eval.task.Task;
import minitron.infer.ModelGenerator;
import minitron.infer.ModelScorer;
import minitron.infer.NextLogits;
import minitron.infer.TokenCodec;
import minitron.infer.TokenRequest;
import minitron.model.CausalLm;
import minitron.model.Decoder;
import minitron.runs.Ending;
import minitron.runs.Progress;
import minitron.text.ItemSource;

/**
 * Tasks asked of a model, as {@code simple_evaluate} and {@code evaluate} of lm_eval/evaluator.py
 * do. Their files are read and their prompts made once, for as many forward passes as are asked.
 */
public final class SimpleEvaluate {
  private final CausalLm model;
  private final TokenCodec codec;
  private final EvaluateOptions options;
  private final GenerationConfig generation;
  private final List<Benchmark> benchmarks;
  private final List<PreparedTask<?>> tasks;
  private final List<String> leftOut;
  // The requests' tokens, for forward passes that are asked the same.
  private final Map<Request, TokenRequest> known = new ConcurrentHashMap<>();

  private SimpleEvaluate(
      CausalLm model, ItemSource items, EvaluateOptions options, List<Benchmark> benchmarks) {
    this.model = model;
    this.codec = TokenCodec.of(model.tokenizer());
    this.options = options;
    this.generation =
        TemplateFormat.chatting(options.generation(benchmarks), options.chatting(), model);
    this.benchmarks = benchmarks.stream().map(benchmark -> benchmark.present(items)).toList();
    this.leftOut = benchmarks.stream().flatMap(b -> b.leftOut(items)).toList();
    int window = model.config().maxPositionEmbeddings();
    this.tasks = PreparedTask.all(this.benchmarks, items, options.limit(), generation, window);
  }

  /**
   * Reads what an evaluation needs, and asks nothing.
   *
   * @throws IllegalArgumentException for tasks, options or data that do not fit together
   */
  public static SimpleEvaluate prepare(
      CausalLm model, ItemSource items, EvaluateOptions options, List<Benchmark> tasks) {
    return new SimpleEvaluate(model, items, options, tasks);
  }

  /** Runs the tasks on the model. */
  public Evaluation run(Progress progress) {
    leftOut.forEach(task -> progress.said(task + " is left out, as its file is not there."));
    return run(NextLogits.of(model), model.sha256(), Optional.empty(), progress);
  }

  /**
   * Runs the tasks on a forward pass that may lack layers of the model; no answers are kept. Each
   * request is turned into tokens once, however many passes are asked.
   */
  public Evaluation run(Decoder part, Progress progress) {
    try (NextLogits logits = NextLogits.of(part)) {
      return run(logits, "", Optional.of(known), progress);
    }
  }

  /** What is asked, by the names it was asked for by. */
  public String names() {
    return benchmarks.stream().map(Benchmark::name).collect(Collectors.joining(", "));
  }

  /** A hash of what a part's scores depend on besides the model's weights and configuration. */
  public String key() {
    Map<String, Object> asked = new LinkedHashMap<>();
    for (PreparedTask<?> task : tasks) {
      List<Object> own = List.of(task.task().version(), task.shots(), task.prompts().size());
      asked.put(task.task().name(), own);
      asked.put(task.task().name() + " data", new TreeMap<>(task.sources()));
    }
    String tokenizer = model.tokenizer().sha256() + new TreeSet<>(model.tokenizer().ends());
    return RequestKey.of(asked, options.toString(), generation.notes(), tokenizer);
  }

  private Evaluation run(
      NextLogits logits,
      String weights,
      Optional<Map<Request, TokenRequest>> kept,
      Progress progress) {
    Decoder decoder = logits.model();
    var config =
        new EvaluationConfig(
            decoder.precision().torchName(),
            options.batch(),
            model.tokenizer().bosRule(),
            weights,
            generation);
    Optional<AnswerFolder> answers =
        options
            .answers()
            .map(folder -> AnswerFolder.of(folder, model.tokenizer(), decoder, config));
    var lm =
        new LanguageModel(
            new PairEncoder(codec, decoder.config().maxPositionEmbeddings(), kept),
            new ModelScorer(decoder, options.batch()),
            new ModelGenerator(logits, options.batch(), options.sampling()),
            generation,
            AnswerLog.NONE,
            progress);
    return evaluate(lm, benchmarks, tasks, answers, config, note(answers, weights));
  }

  /**
   * Runs tasks, one after the other. When it is asked to stop, it ends with the tasks that are
   * through and the groups that are whole.
   *
   * @param tasks all of the benchmarks'
   * @param answers where answers are kept, if they are
   * @param note what else a stopped run says
   * @throws CancellationException if none is through yet
   * @throws minitron.model.NanException for a model whose log-probabilities are not numbers
   */
  static Evaluation evaluate(
      LanguageModel lm,
      List<Benchmark> benchmarks,
      List<PreparedTask<?>> tasks,
      Optional<AnswerFolder> answers,
      EvaluationConfig config,
      String note) {
    List<TaskResult> results = new ArrayList<>();
    Ending ending = Ending.WHOLE;
    try {
      for (PreparedTask<?> task : tasks) {
        results.add(task.run(lm, answers));
      }
    } catch (CancellationException stopped) {
      String why = stopped.getMessage() + note;
      if (tasks.size() > 1) { // what was counted is of one task alone
        List<PreparedTask<?>> missing = tasks.subList(results.size(), tasks.size());
        String names = missing.stream().map(t -> t.task().name()).collect(Collectors.joining(", "));
        why = "Not run to its end: " + names + ". " + why;
      }
      if (results.isEmpty()) {
        throw (CancellationException) new CancellationException(why).initCause(stopped);
      }
      ending = Ending.part(why);
    }
    return new Evaluation(results, groups(benchmarks, results), config, ending);
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
   * What a stopped evaluation says of its answers: where they are, or how they are kept. Of a part
   * of a model they cannot be.
   */
  private static String note(Optional<AnswerFolder> answers, String weights) {
    if (answers.isPresent()) {
      return " The answers are kept in %s: the same call goes on from them."
          .formatted(answers.get().folder());
    }
    return weights.isEmpty()
        ? ""
        : " To keep answers: --resume FOLDER, in Java options().resume(\"FOLDER\").";
  }
}
