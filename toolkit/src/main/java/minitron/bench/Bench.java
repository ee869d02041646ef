package minitron.bench;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import minitron.eval.run.EvaluateOptions;
import minitron.eval.run.SimpleEvaluate;
import minitron.eval.task.Benchmark;
import minitron.infer.ModelGenerator;
import minitron.infer.NextLogits;
import minitron.infer.Sampling;
import minitron.infer.Scored;
import minitron.model.ActivationHook;
import minitron.model.CausalLm;
import minitron.model.Decoder;
import minitron.model.LmLoss;
import minitron.model.TokenBatch;
import minitron.prune.Aggregation;
import minitron.prune.DepthImportance;
import minitron.prune.Sensitivity;
import minitron.prune.WidthImportance;
import minitron.runs.Progress;
import minitron.tensor.Engines;
import minitron.tensor.Kernels;
import minitron.tensor.Losses;
import minitron.tensor.Precision;
import minitron.text.ItemSource;

/**
 * How fast the toolkit is: warm-ups, then timed calls, of work that any program can do on the same
 * checkpoint and the same made-up tokens.
 *
 * @param calls how many calls of each piece of work
 */
public record Bench(Calls calls) {

  /** Tokens id[b][t] = (7919 b + 104729 t + 31) mod 8192, or mod the vocabulary if smaller. */
  public static TokenBatch tokens(CausalLm model, int batch, int length) {
    int modulus = Math.min(8192, model.config().vocabSize());
    var rows = new int[batch][length];
    for (int b = 0; b < batch; b++) {
      for (int t = 0; t < length; t++) {
        // The peer takes 8192 first, and then a smaller vocabulary.
        rows[b][t] = (int) ((7919L * b + 104729L * t + 31) % 8192 % modulus);
      }
    }
    return new TokenBatch(rows);
  }

  /** Log-probabilities of the next tokens; the value is their mean. */
  public Timing score(CausalLm model, TokenBatch batch, Precision precision) {
    Decoder decoder = model.decoder();
    return Timing.of(
        "score", calls, precision, batch.tokens(), () -> meanLogp(decoder, batch, precision));
  }

  /** The last hidden state; the value is the mean of its absolute values. */
  public Timing forward(CausalLm model, TokenBatch batch, Precision precision) {
    Decoder decoder = model.decoder();
    return Timing.of(
        "forward", calls, precision, batch.tokens(), () -> meanHidden(decoder, batch, precision));
  }

  /** A forward pass with importance on every axis; the value is that of {@link #forward}. */
  public Timing calibrate(CausalLm model, TokenBatch batch) {
    Decoder decoder = model.decoder();
    Timing timing =
        Timing.of(
            "calibrate",
            calls,
            Precision.F32,
            batch.tokens(),
            () ->
                WidthImportance.run(decoder, List.of(batch), Aggregation.MINITRON, Progress.SILENT)
                    .hidden()
                    .get(0));
    double value = meanHidden(decoder, batch, Precision.F32);
    return new Timing(
        "calibrate", timing.dtype(), "tokens", timing.count(), timing.seconds(), value);
  }

  /** The LM loss without every block of the given sizes; the value is their mean. */
  public Timing sweep(CausalLm model, TokenBatch batch, int... sizes) {
    Decoder decoder = model.decoder();
    int layers = decoder.layers().size();
    long blocks = Arrays.stream(sizes).mapToLong(size -> layers - size + 1).sum();
    return Timing.of(
        "sweep",
        calls,
        Precision.F32,
        blocks * batch.tokens(),
        () ->
            DepthImportance.run(decoder, List.of(batch), sizes, Progress.SILENT).blocks().stream()
                .mapToDouble(Sensitivity.Block::loss)
                .average()
                .orElseThrow());
  }

  /**
   * Greedy writing after a prompt in the model's precision, the same {@code batch} times; no token
   * ends it. The weights are packed in a warm-up. The value is the sum of all ids, those of the
   * prompts included.
   *
   * @param prompt tokens of the prompt
   * @param more tokens to write
   */
  public Timing generate(CausalLm model, int batch, int prompt, int more) {
    int[] ids = tokens(model, 1, prompt).row(0);
    List<int[]> prompts = Collections.nCopies(batch, ids);
    long given = batch * Arrays.stream(ids).asLongStream().sum();
    try (NextLogits writer = NextLogits.of(model.decoder())) {
      var generator = new ModelGenerator(writer, batch, Sampling.GREEDY);
      return Timing.of(
          "generate",
          calls,
          model.precision(),
          (long) batch * more,
          () ->
              given
                  + generator.generate(prompts, more, written -> false).stream()
                      .flatMapToInt(Arrays::stream)
                      .asLongStream()
                      .sum());
    }
  }

  /** A task of the harness, its files read and its texts cut too; the value is the mean answer. */
  public Timing harness(CausalLm model, ItemSource items, EvaluateOptions options, Benchmark task) {
    Decoder decoder = model.decoder();
    long[] requests = {0};
    Timing timing =
        Timing.of(
            "harness",
            calls,
            Precision.F32,
            1,
            () -> {
              List<Scored> answers =
                  SimpleEvaluate.prepare(model, items, options, List.of(task))
                      .run(decoder, Progress.SILENT)
                      .answers();
              requests[0] = answers.size();
              return answers.stream().mapToDouble(Scored::logLikelihood).average().orElseThrow();
            });
    return new Timing(
        timing.work(), timing.dtype(), "requests", requests[0], timing.seconds(), timing.value());
  }

  /** The LM loss of a model on a first sample; what a process needs to get there is its start. */
  public static double firstLoss(CausalLm model, int length) {
    TokenBatch first = tokens(model, 1, length);
    return LmLoss.mean(model.decoder(), List.of(first), Progress.SILENT).loss();
  }

  private static double meanLogp(Decoder decoder, TokenBatch batch, Precision precision) {
    try (NDManager manager = Engines.manager()) {
      Kernels k = new Kernels(manager);
      NDArray hiddenBTC = decoder.hidden(k, batch.ids(manager), precision);
      NDArray hiddenNC = k.rows(hiddenBTC, batch.targetPositions(manager));
      return Losses.logProbabilities(k, hiddenNC, decoder.headVC(), batch.nextTokens(manager))
          .mean()
          .getFloat();
    }
  }

  private static double meanHidden(Decoder decoder, TokenBatch batch, Precision precision) {
    try (NDManager manager = Engines.manager()) {
      Kernels k = new Kernels(manager);
      NDArray stream = decoder.stream(k, batch.ids(manager), precision, ActivationHook.NONE);
      return decoder.finalNorm(k, stream, Precision.F32).abs().mean().getFloat();
    }
  }
}
