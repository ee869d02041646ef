package minitron.eval.run;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import minitron.eval.ask.AnswerLog;
import minitron.eval.ask.GenerationConfig;
import minitron.eval.ask.LanguageModel;
import minitron.eval.ask.PairEncoder;
import minitron.eval.ask.ProgramRunner;
import minitron.eval.ask.Request;
import minitron.eval.result.Evaluation;
import minitron.eval.result.EvaluationConfig;
import minitron.eval.task.Benchmark;
import minitron.eval.task.CodeEval;
import minitron.infer.ModelGenerator;
import minitron.infer.ModelScorer;
import minitron.infer.NextLogits;
import minitron.infer.TokenRequest;
import minitron.infer.TokenizerCodec;
import minitron.model.CausalLm;
import minitron.model.Decoder;
import minitron.runs.Progress;
import minitron.sandbox.Sandbox;
import minitron.text.ItemSource;
import minitron.text.Tokenizer;

/**
 * Tasks asked of a model, as lm-evaluation-harness's {@code simple_evaluate} does. Their files are
 * read and their prompts made once, for as many forward passes as are asked.
 */
public final class SimpleEvaluate {
  private final CausalLm model;
  private final EvaluateOptions options;
  private final List<Benchmark> tasks;
  private final GenerationConfig generation;
  private final List<PreparedTask<?>> prepared;
  // The requests' tokens, for forward passes that are asked the same.
  private final Map<Request, TokenRequest> known = new HashMap<>();

  private SimpleEvaluate(
      CausalLm model, ItemSource items, EvaluateOptions options, List<Benchmark> tasks) {
    this.model = model;
    this.options = options;
    this.tasks = List.copyOf(tasks);
    this.generation = generation(options, tasks);
    var mute =
        new LanguageModel(
            TokenizerCodec.of(model.tokenizer()),
            requests -> List.of(),
            (prompts, max, finished) -> List.of(),
            model.config().maxPositionEmbeddings(),
            generation);
    this.prepared = new Evaluator(mute, items, options.limit()).prepare(tasks);
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
    return run(model.decoder(), model.sha256(), Optional.empty(), progress);
  }

  /**
   * Runs the tasks on a forward pass that may lack layers of the model; no answers are kept. Each
   * request is turned into tokens once, however many passes are asked.
   */
  public Evaluation run(Decoder part, Progress progress) {
    return run(part, "", Optional.of(known), progress);
  }

  private Evaluation run(
      Decoder decoder,
      String weights,
      Optional<Map<Request, TokenRequest>> kept,
      Progress progress) {
    Tokenizer tokenizer = model.tokenizer();
    var config =
        new EvaluationConfig("float32", options.batch(), tokenizer.bosRule(), weights, generation);
    Optional<AnswerFolder> answers =
        options.answers().map(folder -> AnswerFolder.of(folder, tokenizer, decoder, config));
    String note = note(answers, weights);
    int window = decoder.config().maxPositionEmbeddings();
    try (NextLogits logits = NextLogits.of(decoder)) {
      var asked =
          new LanguageModel(
              new PairEncoder(TokenizerCodec.of(tokenizer), window, kept),
              new ModelScorer(decoder, options.batch()),
              new ModelGenerator(logits, options.batch(), options.sampling()),
              generation,
              AnswerLog.NONE,
              progress);
      return Evaluator.run(tasks, prepared, asked, answers, config).noted(note);
    } catch (CancellationException stopped) {
      var told = new CancellationException(stopped.getMessage() + note);
      told.initCause(stopped);
      throw told;
    }
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

  private static GenerationConfig generation(EvaluateOptions options, List<Benchmark> tasks) {
    // Refuses what does not fit together before a sandbox is looked for.
    var config =
        new GenerationConfig(
            options.samples(), options.sampling(), options.maxTokens(), Optional.empty());
    boolean programs =
        tasks.stream()
            .flatMap(benchmark -> benchmark.tasks().stream())
            .anyMatch(task -> task.outputType() instanceof CodeEval);
    if (!programs || options.code() == EvaluateOptions.Code.REFUSED) {
      return config;
    }
    Sandbox sandbox = Sandbox.find(options.code() == EvaluateOptions.Code.LIMITED);
    return config.running(new ProgramRunner(sandbox.name(), sandbox::run));
  }
}
