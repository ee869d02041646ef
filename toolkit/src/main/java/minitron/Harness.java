package minitron;

import java.util.List;
import minitron.eval.result.Differences;
import minitron.eval.result.Evaluation;
import minitron.eval.result.Perplexity;
import minitron.eval.run.EvaluateOptions;
import minitron.eval.run.Explanation;
import minitron.eval.run.SimpleEvaluate;
import minitron.eval.run.TextVerdict;
import minitron.eval.task.Benchmark;
import minitron.host.Watch;
import minitron.model.CausalLm;
import minitron.model.TokenChecks;
import minitron.paper.ArmLosses;
import minitron.text.ItemSource;
import minitron.text.TokenBlocks;
import minitron.text.TokenCorpus;

/** Evaluation: the numbers of lm-evaluation-harness on the same documents. */
public final class Harness {
  private Harness() {}

  /** Every document, 16 requests at once, the likeliest tokens; no programs are run. */
  public static EvaluateOptions options() {
    return EvaluateOptions.DEFAULT;
  }

  /** Runs tasks on every document. */
  public static Evaluation evaluate(CausalLm model, ItemSource items, Benchmark... tasks) {
    return evaluate(model, items, options(), tasks);
  }

  /** Runs tasks; the result prints as the harness's table. */
  public static Evaluation evaluate(
      CausalLm model, ItemSource items, EvaluateOptions options, Benchmark... tasks) {
    return Watch.with(
        "Evaluating",
        "requests",
        progress -> SimpleEvaluate.prepare(model, items, options, List.of(tasks)).run(progress));
  }

  /**
   * One document's whole way through a task: its prompt, its tokens, and what the model gives for
   * each that counts.
   *
   * @param task a single task with its shots
   * @param docId its place in the data, from 0, the harness's {@code doc_id}
   */
  public static Explanation explain(CausalLm model, ItemSource items, Benchmark task, int docId) {
    return Explanation.of(model, items, task, docId);
  }

  /** The same in another way, for example with the chat template and a judge. */
  public static Explanation explain(
      CausalLm model, ItemSource items, EvaluateOptions options, Benchmark task, int docId) {
    return Explanation.of(model, items, options, task, docId);
  }

  /**
   * How a text would be judged as the answer to a document, part by part: for {@code ifeval} every
   * instruction, strictly and loosely. No model is asked.
   *
   * @throws IllegalArgumentException for a task that judges no text by its parts
   */
  public static TextVerdict explain(ItemSource items, Benchmark task, int docId, String text) {
    return TextVerdict.of(items, task, docId, text);
  }

  /**
   * What the second of two evaluations has more than the first, document by document, with its
   * standard error, 95 % interval and McNemar's test.
   *
   * @throws IllegalArgumentException unless both are whole, and of the same tasks, shots and
   *     documents
   */
  public static Differences compare(Evaluation first, Evaluation second) {
    return new Differences("first", "second", first.against(second));
  }

  /** Loss and perplexity on the first blocks of a text, each block by itself. */
  public static Perplexity perplexity(CausalLm model, TokenCorpus corpus, int blocks) {
    TokenBlocks all = corpus.isSplit() ? corpus.heldOut() : corpus.train();
    int[][] rows = all.atMost(blocks);
    return Watch.with(
        "Measuring",
        "tokens",
        progress ->
            Perplexity.of(
                model.decoder(), TokenChecks.batches(rows, model), corpus.bosRule(), progress));
  }

  /**
   * Losses of models that are not trained any further, arm by arm: {@code
   * Harness.losses(corpus).add("trimmed", models)}, a model a seed.
   */
  public static ArmLosses losses(TokenCorpus corpus) {
    return losses(corpus, TokenCorpus.HELD_OUT_BLOCKS);
  }

  /** The same on fewer or more blocks of held-out text than 64. */
  public static ArmLosses losses(TokenCorpus corpus, int blocks) {
    return ArmLosses.on(corpus, blocks);
  }
}
