package minitron;

import java.util.List;
import minitron.data.Blocks;
import minitron.data.ItemSource;
import minitron.data.TokenCorpus;
import minitron.data.Tokenizer;
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
import minitron.tensor.Progress;

/** Evaluation: the numbers of lm-evaluation-harness on the same documents. */
public final class Harness {
  private Harness() {}

  /**
   * How much is asked, and how much at once.
   *
   * @param limit how many documents of each task: a whole number, or a fraction below 1
   * @param batch requests in a forward pass
   */
  public record Options(Limit limit, int batch) {
    /** Needs a batch. */
    public Options {
      if (batch < 1) {
        throw new IllegalArgumentException("batch " + batch + ": at least 1 request is needed.");
      }
    }

    /** The same with the first documents only: 100 of them, or 0.2 of all. */
    public Options limit(double amount) {
      return new Options(new Limit(amount), batch);
    }

    /** The same with another batch. */
    public Options batch(int requests) {
      return new Options(limit, requests);
    }
  }

  /** Every document, 16 requests at once. */
  public static Options options() {
    return new Options(Limit.NONE, 16);
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
    TextModel text = model(tokenizer, decoder, options, progress);
    var info = new RunInfo("float32", options.batch(), tokenizer.bosRule(), weights);
    return new Evaluator(text, items, options.limit()).run(tasks, info);
  }

  private static TextModel model(
      Tokenizer tokenizer, Decoder decoder, Options options, Progress progress) {
    return new TextModel(
        TokenizerCodec.of(tokenizer),
        new ModelScorer(decoder, options.batch(), progress),
        new ModelGenerator(decoder, options.batch(), Sampling.GREEDY, progress),
        decoder.config().maxPositionEmbeddings());
  }

  /**
   * One document's whole way through a task: its prompt, its tokens, and what the model gives for
   * each that counts.
   *
   * @param task a single task with its shots
   * @param document its place in the data, from 0, as the harness's {@code doc_id}
   */
  public static Explanation explain(
      CausalLm model, ItemSource items, Benchmark task, int document) {
    try (Tokenizer tokenizer = Corpus.tokenizer(model)) {
      TextModel text = model(tokenizer, model.decoder(), options(), Progress.SILENT);
      return new Explanation(new Evaluator(text, items, Limit.NONE).inspect(task, document));
    }
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
