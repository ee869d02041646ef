package minitron.eval.run;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import minitron.eval.ask.AnswerFolder;
import minitron.eval.ask.AnswerLog;
import minitron.eval.ask.Conduct;
import minitron.eval.ask.Programs;
import minitron.eval.ask.TextModel;
import minitron.eval.result.Evaluation;
import minitron.eval.result.RunInfo;
import minitron.eval.task.Benchmark;
import minitron.eval.task.Programming;
import minitron.infer.ModelGenerator;
import minitron.infer.ModelScorer;
import minitron.infer.NextLogits;
import minitron.infer.TokenizerCodec;
import minitron.model.CausalLm;
import minitron.model.Decoder;
import minitron.runs.Progress;
import minitron.sandbox.Sandbox;
import minitron.text.ItemSource;
import minitron.text.Tokenizer;

/** Tasks asked of a model, as lm-evaluation-harness's {@code simple_evaluate} does. */
public final class SimpleEvaluate {
  private SimpleEvaluate() {}

  /** Runs tasks on a model. */
  public static Evaluation run(
      CausalLm model,
      ItemSource items,
      EvaluateOptions options,
      List<Benchmark> tasks,
      Progress progress) {
    return run(model.tokenizer(), model.sha256(), model.decoder(), items, options, tasks, progress);
  }

  /**
   * Runs tasks on a forward pass that may lack layers of the model.
   *
   * @param weights the hash of its weights; empty for a part of a model, whose answers are not kept
   */
  public static Evaluation run(
      Tokenizer tokenizer,
      String weights,
      Decoder decoder,
      ItemSource items,
      EvaluateOptions options,
      List<Benchmark> tasks,
      Progress progress) {
    Conduct conduct = conduct(options, tasks, progress);
    var info = new RunInfo("float32", options.batch(), tokenizer.bosRule(), weights, conduct);
    Optional<AnswerFolder> answers =
        options.answers().map(folder -> Answers.in(folder, tokenizer, decoder, info));
    String note = Answers.note(answers, info);
    try (NextLogits writer = NextLogits.of(decoder)) {
      var text =
          new TextModel(
              TokenizerCodec.of(tokenizer),
              new ModelScorer(decoder, options.batch()),
              new ModelGenerator(writer, options.batch(), options.sampling()),
              decoder.config().maxPositionEmbeddings(),
              conduct,
              AnswerLog.NONE,
              progress);
      Evaluation found = new Evaluator(text, items, options.limit(), answers).run(tasks, info);
      return Answers.noted(found, note);
    } catch (CancellationException stopped) {
      throw Answers.noted(stopped, note);
    }
  }

  /**
   * Reads what an evaluation would read, and asks nothing.
   *
   * @throws IllegalArgumentException where the evaluation would throw it before it asks
   */
  public static void check(
      CausalLm model, ItemSource items, EvaluateOptions options, List<Benchmark> tasks) {
    Tokenizer tokenizer = model.tokenizer();
    var mute =
        new TextModel(
            TokenizerCodec.of(tokenizer),
            requests -> List.of(),
            (prompts, most, finished) -> List.of(),
            model.config().maxPositionEmbeddings(),
            conduct(options, tasks, Progress.SILENT));
    new Evaluator(mute, items, options.limit()).check(tasks);
  }

  private static Conduct conduct(
      EvaluateOptions options, List<Benchmark> tasks, Progress progress) {
    // Refuses what does not fit together before a sandbox is looked for.
    var conduct =
        new Conduct(options.samples(), options.sampling(), options.most(), Optional.empty());
    boolean programs =
        tasks.stream()
            .flatMap(benchmark -> benchmark.tasks().stream())
            .anyMatch(task -> task.kind() instanceof Programming);
    if (!programs || options.code() == EvaluateOptions.Code.REFUSED) {
      return conduct;
    }
    Sandbox sandbox = Sandbox.find(options.code() == EvaluateOptions.Code.LIMITED);
    var runner = new Programs(sandbox.name(), sandbox::run, progress);
    return new Conduct(options.samples(), options.sampling(), options.most(), Optional.of(runner));
  }
}
