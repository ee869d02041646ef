package minitron;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import minitron.data.ItemSource;
import minitron.data.Tokenizer;
import minitron.eval.AnswerFolder;
import minitron.eval.AnswerLog;
import minitron.eval.Benchmark;
import minitron.eval.Conduct;
import minitron.eval.Evaluation;
import minitron.eval.Evaluator;
import minitron.eval.ModelGenerator;
import minitron.eval.ModelScorer;
import minitron.eval.Programming;
import minitron.eval.Programs;
import minitron.eval.RunInfo;
import minitron.eval.TextModel;
import minitron.eval.sandbox.Sandbox;
import minitron.model.CausalLm;
import minitron.model.Decoder;
import minitron.model.NextLogits;
import minitron.tensor.Progress;

/** Runs of {@link Harness}: its options become a model that answers in words. */
final class HarnessRun {
  private HarnessRun() {}

  /** Runs tasks on a forward pass that may lack layers of the model. */
  static Evaluation evaluate(
      Tokenizer tokenizer,
      String weights,
      Decoder decoder,
      ItemSource items,
      Harness.Options options,
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
  static void check(
      CausalLm model, ItemSource items, Harness.Options options, List<Benchmark> tasks) {
    try (Tokenizer tokenizer = Corpus.tokenizer(model)) {
      var mute =
          new TextModel(
              TokenizerCodec.of(tokenizer),
              requests -> List.of(),
              (prompts, most, finished) -> List.of(),
              model.config().maxPositionEmbeddings(),
              conduct(options, tasks, Progress.SILENT));
      new Evaluator(mute, items, options.limit()).check(tasks);
    }
  }

  private static Conduct conduct(
      Harness.Options options, List<Benchmark> tasks, Progress progress) {
    // Refuses what does not fit together before a sandbox is looked for.
    var conduct =
        new Conduct(options.samples(), options.sampling(), options.most(), Optional.empty());
    boolean programs =
        tasks.stream()
            .flatMap(benchmark -> benchmark.tasks().stream())
            .anyMatch(task -> task.kind() instanceof Programming);
    if (!programs || options.code() == Harness.Code.REFUSED) {
      return conduct;
    }
    Sandbox sandbox = Sandbox.find(options.code() == Harness.Code.LIMITED);
    var runner = new Programs(sandbox.name(), sandbox::run, progress);
    return new Conduct(options.samples(), options.sampling(), options.most(), Optional.of(runner));
  }
}
