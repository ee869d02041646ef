package minitron;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import minitron.data.Blocks;
import minitron.data.ItemSource;
import minitron.data.TokenCorpus;
import minitron.data.Tokenizer;
import minitron.eval.AnswerFolder;
import minitron.eval.AnswerLog;
import minitron.eval.Benchmark;
import minitron.eval.Evaluation;
import minitron.eval.Evaluator;
import minitron.eval.Limit;
import minitron.eval.ModelGenerator;
import minitron.eval.ModelScorer;
import minitron.eval.Perplexity;
import minitron.eval.RunInfo;
import minitron.eval.Sampling;
import minitron.eval.TextModel;
import minitron.model.CausalLm;
import minitron.model.Decoder;
import minitron.model.Sha256;
import minitron.tensor.Progress;

/** Evaluation: the numbers of lm-evaluation-harness on the same documents. */
public final class Harness {
  private static final String DTYPE = "float32";

  private Harness() {}

  /**
   * How much is asked, and how much at once.
   *
   * @param limit how many documents of each task: a whole number, or a fraction below 1
   * @param batch requests in a forward pass
   * @param answers the folder where answers are kept, if they are
   */
  public record Options(Limit limit, int batch, Optional<Path> answers) {
    /** Needs a batch. */
    public Options {
      if (batch < 1) {
        throw new IllegalArgumentException("batch " + batch + ": at least 1 request is needed.");
      }
    }

    /** The same with the first documents only: 100 of them, or 0.2 of all. */
    public Options limit(double amount) {
      return new Options(new Limit(amount), batch, answers);
    }

    /** The same with another batch. */
    public Options batch(int requests) {
      return new Options(limit, requests, answers);
    }

    /**
     * The same, keeping every answer in a folder as soon as it is there, and taking from it what an
     * earlier call with the same weights, tokenizer, data, task and shots was answered: so a run
     * that was stopped or killed goes on where it was.
     */
    public Options resume(String folder) {
      return new Options(limit, batch, Optional.of(Path.of(folder)));
    }
  }

  /** Every document, 16 requests at once. */
  public static Options options() {
    return new Options(Limit.NONE, 16, Optional.empty());
  }

  /** Runs tasks on every document. */
  public static Evaluation evaluate(CausalLm model, ItemSource items, Benchmark... tasks) {
    return evaluate(model, items, options(), tasks);
  }

  /** Runs tasks; the result prints as the harness's table. */
  public static Evaluation evaluate(
      CausalLm model, ItemSource items, Options options, Benchmark... tasks) {
    try (Tokenizer tokenizer = Corpus.tokenizer(model)) {
      String weights = model.sha256();
      return Watch.with(
          "Evaluating",
          "requests",
          progress ->
              evaluate(
                  tokenizer, weights, model.decoder(), items, options, List.of(tasks), progress));
    }
  }

  /** The same on a forward pass that may lack layers of the model. */
  static Evaluation evaluate(
      Tokenizer tokenizer,
      String weights,
      Decoder decoder,
      ItemSource items,
      Options options,
      List<Benchmark> tasks,
      Progress progress) {
    var text =
        new TextModel(
            TokenizerCodec.of(tokenizer),
            new ModelScorer(decoder, options.batch(), Progress.SILENT),
            new ModelGenerator(decoder, options.batch(), Sampling.GREEDY, Progress.SILENT),
            decoder.config().maxPositionEmbeddings(),
            AnswerLog.NONE,
            progress);
    var info = new RunInfo(DTYPE, options.batch(), tokenizer.bosRule(), weights);
    Optional<AnswerFolder> answers =
        options.answers().map(folder -> answers(folder, tokenizer, weights, decoder));
    try {
      return new Evaluator(text, items, options.limit(), answers).run(tasks, info);
    } catch (CancellationException stopped) {
      throw answers.isEmpty() ? stopped : kept(stopped, answers.get().folder());
    }
  }

  private static AnswerFolder answers(
      Path folder, Tokenizer tokenizer, String weights, Decoder decoder) {
    if (weights.isEmpty()) {
      throw new IllegalArgumentException(
          "Answers of parts of a model cannot be kept: leave resume out of a sweep's task.");
    }
    String config = decoder.config().toJson().toString();
    return new AnswerFolder(
        folder,
        Map.of(
            "weights_sha256", weights,
            "config_sha256", Sha256.of(config.getBytes(StandardCharsets.UTF_8)),
            "tokenizer_sha256", tokenizer.sha256(),
            "dtype", DTYPE,
            "sampling", Sampling.GREEDY.toString()));
  }

  private static CancellationException kept(CancellationException stopped, Path folder) {
    var told =
        new CancellationException(
            stopped.getMessage()
                + " The answers are kept in "
                + folder
                + ": the same call goes on from them.");
    told.initCause(stopped);
    return told;
  }

  /**
   * What the second of two evaluations has more than the first, document by document, with its
   * standard error, 95 % interval and McNemar's test.
   *
   * @throws IllegalArgumentException unless both are of the same tasks, shots and documents
   */
  public static Differences compare(Evaluation first, Evaluation second) {
    return new Differences("first", "second", first.against(second));
  }

  /** Loss and perplexity on the first blocks of a text, each block by itself. */
  public static Perplexity perplexity(CausalLm model, TokenCorpus corpus, int blocks) {
    Blocks all = corpus.isSplit() ? corpus.heldOut() : corpus.train();
    int[][] rows = all.first(Math.min(blocks, all.count()));
    return Watch.with(
        "Measuring",
        "batches",
        progress ->
            Perplexity.of(
                model.decoder(), Inputs.batches(rows, model), corpus.bosRule(), progress));
  }
}
