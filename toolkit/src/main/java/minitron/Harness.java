package minitron;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import minitron.data.Blocks;
import minitron.data.ItemSource;
import minitron.data.TokenCorpus;
import minitron.data.Tokenizer;
import minitron.eval.Benchmark;
import minitron.eval.Evaluation;
import minitron.eval.Limit;
import minitron.eval.Perplexity;
import minitron.eval.Sampling;
import minitron.model.CausalLm;

/** Evaluation: the numbers of lm-evaluation-harness on the same documents. */
public final class Harness {
  private Harness() {}

  /** Whether programs that a model wrote are run. */
  public enum Code {
    /** They are not, and tasks that need it are refused. */
    REFUSED,
    /** They are, in a sandbox that shuts them off; where there is none, they are refused. */
    SANDBOXED,
    /** They are, with limits alone where there is no sandbox. */
    LIMITED
  }

  /**
   * How much is asked, and how much at once; how tasks that write do it.
   *
   * @param limit how many documents of each task: a whole number, or a fraction below 1
   * @param batch requests in a forward pass
   * @param samples texts a prompt, of tasks that count how many of them pass
   * @param sampling how a token is picked
   * @param most tokens to write; empty for each task's own number
   * @param code whether programs are run
   * @param answers the folder where answers are kept, if they are
   */
  public record Options(
      Limit limit,
      int batch,
      int samples,
      Sampling sampling,
      OptionalInt most,
      Code code,
      Optional<Path> answers) {
    /** Needs a batch. */
    public Options {
      if (batch < 1) {
        throw new IllegalArgumentException("batch " + batch + ": at least 1 request is needed.");
      }
    }

    /** The same with the first documents only: 100 of them, or 0.2 of all. */
    public Options limit(double amount) {
      return new Options(new Limit(amount), batch, samples, sampling, most, code, answers);
    }

    /** The same with another batch. */
    public Options batch(int requests) {
      return new Options(limit, requests, samples, sampling, most, code, answers);
    }

    /**
     * The same, keeping every answer in a folder as soon as it is there, and taking from it what an
     * earlier call with the same weights, tokenizer, data, task and shots was answered: so a run
     * that was stopped or killed goes on where it was.
     */
    public Options resume(String folder) {
      return new Options(limit, batch, samples, sampling, most, code, Optional.of(Path.of(folder)));
    }

    /** The same with so many texts a prompt; more than one needs a temperature. */
    public Options samples(int texts) {
      return new Options(limit, batch, texts, sampling, most, code, answers);
    }

    /** The same with drawn tokens: the paper's code tasks have 0.2. At 0, the likeliest. */
    public Options temperature(double temperature) {
      var other = new Sampling(temperature, sampling.topP(), sampling.seed());
      return new Options(limit, batch, samples, other, most, code, answers);
    }

    /** The same with tokens drawn among the likeliest: the paper's code tasks have 0.95. */
    public Options topP(double probability) {
      var other = new Sampling(sampling.temperature(), probability, sampling.seed());
      return new Options(limit, batch, samples, other, most, code, answers);
    }

    /** The same with other draws. */
    public Options seed(long seed) {
      return new Options(limit, batch, samples, sampling.seed(seed), most, code, answers);
    }

    /** The same with so many tokens to write at most, whatever the task says. */
    public Options maxTokens(int tokens) {
      return new Options(limit, batch, samples, sampling, OptionalInt.of(tokens), code, answers);
    }

    /** The same with generated programs run, in a sandbox; a weak one that was allowed stays so. */
    public Options allowCode() {
      Code run = code == Code.LIMITED ? Code.LIMITED : Code.SANDBOXED;
      return new Options(limit, batch, samples, sampling, most, run, answers);
    }

    /** The same with generated programs run, even where there is no sandbox, with limits alone. */
    public Options allowWeakSandbox() {
      return new Options(limit, batch, samples, sampling, most, Code.LIMITED, answers);
    }
  }

  /** Every document, 16 requests at once, the likeliest tokens; no programs are run. */
  public static Options options() {
    return new Options(
        Limit.NONE, 16, 1, Sampling.GREEDY, OptionalInt.empty(), Code.REFUSED, Optional.empty());
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
              HarnessRun.evaluate(
                  tokenizer, weights, model.decoder(), items, options, List.of(tasks), progress));
    }
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
    return Explanation.of(model, items, task, document);
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
