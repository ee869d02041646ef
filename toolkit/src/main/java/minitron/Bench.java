package minitron;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import com.google.gson.GsonBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleSupplier;
import minitron.data.ItemSource;
import minitron.data.Tokenizer;
import minitron.eval.Benchmark;
import minitron.eval.Evaluation;
import minitron.eval.Scored;
import minitron.model.CausalLm;
import minitron.model.Decoder;
import minitron.model.LmLoss;
import minitron.model.Observer;
import minitron.model.TokenBatch;
import minitron.prune.Aggregation;
import minitron.prune.BlockScore;
import minitron.prune.Calibration;
import minitron.prune.DepthSweep;
import minitron.tensor.Engines;
import minitron.tensor.Kernels;
import minitron.tensor.Losses;
import minitron.tensor.Precision;
import minitron.tensor.Progress;
import minitron.train.ForwardKl;
import minitron.train.NextToken;
import minitron.train.Objective;
import minitron.train.Run;
import minitron.train.TrainOptions;
import minitron.train.Trainer;

/**
 * How fast the toolkit is: two warm-ups, then five timed calls, of work that any program can do on
 * the same checkpoint and the same made-up tokens.
 */
public final class Bench {
  private static final int WARM_UPS = 2;
  private static final int TIMED = 5;

  private Bench() {}

  /**
   * What was timed; it prints as one line of JSON.
   *
   * @param dtype of matrix products
   * @param unit what is counted: {@code tokens} or {@code requests}
   * @param count how many of them a call worked on
   * @param seconds of each timed call
   * @param value what the first call computed: programs compare only where it agrees
   */
  public record Timing(
      String work, String dtype, String unit, long count, List<Double> seconds, double value) {
    /** How many a second, by the median call. */
    public double perSecond() {
      return count / seconds.stream().sorted().toList().get(seconds.size() / 2);
    }

    @Override
    public String toString() {
      Map<String, Object> line = new LinkedHashMap<>();
      line.put("work", work);
      line.put("dtype", dtype);
      line.put(unit + "_per_s", Math.round(perSecond() * 10) / 10.0);
      line.put("seconds", seconds.stream().map(s -> Math.round(s * 1e4) / 1e4).toList());
      line.put("value", value);
      line.put("peak_rss_mb", peakMegabytes());
      return new GsonBuilder().disableHtmlEscaping().create().toJson(line);
    }
  }

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
  public static Timing score(CausalLm model, TokenBatch batch, Precision precision) {
    Decoder decoder = model.decoder();
    return timed("score", precision, batch.tokens(), () -> meanLogp(decoder, batch, precision));
  }

  /** The last hidden state; the value is the mean of its absolute values. */
  public static Timing forward(CausalLm model, TokenBatch batch, Precision precision) {
    Decoder decoder = model.decoder();
    return timed("forward", precision, batch.tokens(), () -> meanHidden(decoder, batch, precision));
  }

  /** A forward pass with importance on every axis; the value is that of {@link #forward}. */
  public static Timing calibrate(CausalLm model, TokenBatch batch) {
    Decoder decoder = model.decoder();
    Timing timing =
        timed(
            "calibrate",
            Precision.F32,
            batch.tokens(),
            () ->
                Calibration.run(decoder, List.of(batch), Aggregation.MINITRON, Progress.SILENT)
                    .hidden()
                    .get(0));
    double value = meanHidden(decoder, batch, Precision.F32);
    return new Timing("calibrate", timing.dtype, "tokens", timing.count, timing.seconds, value);
  }

  /** The LM loss without every block of the given sizes; the value is their mean. */
  public static Timing sweep(CausalLm model, TokenBatch batch, int... sizes) {
    Decoder decoder = model.decoder();
    int layers = decoder.layers().size();
    long blocks = Arrays.stream(sizes).mapToLong(size -> layers - size + 1).sum();
    return timed(
        "sweep",
        Precision.F32,
        blocks * batch.tokens(),
        () ->
            DepthSweep.run(decoder, List.of(batch), sizes, Progress.SILENT).blocks().stream()
                .mapToDouble(BlockScore::loss)
                .average()
                .orElseThrow());
  }

  /** A step of distillation at rate 1e-4; the value is the first KL. */
  public static Timing distill(
      CausalLm teacher, CausalLm student, TokenBatch batch, Precision precision) {
    List<Double> seconds = new ArrayList<>();
    var objective = new ForwardKl(teacher.decoder(), student.config());
    long[] last = {System.nanoTime()};
    Progress clock =
        (done, total, note) -> {
          long now = System.nanoTime();
          seconds.add((now - last[0]) / 1e9);
          last[0] = now;
        };
    double value = train(student, objective, batch, WARM_UPS + TIMED, 1e-4, precision, clock, 0);
    List<Double> timed = seconds.subList(WARM_UPS, seconds.size());
    return new Timing("distill", precision.toString(), "tokens", batch.tokens(), timed, value);
  }

  /** A training run from the start, at rate 1e-3; the value is the loss of the tenth step. */
  public static Timing train(CausalLm model, TokenBatch batch, int steps, Precision precision) {
    return timed(
        "train",
        precision,
        (long) steps * batch.tokens(),
        () ->
            train(
                model,
                new NextToken(),
                batch,
                steps,
                1e-3,
                precision,
                Progress.SILENT,
                Math.min(9, steps - 1)));
  }

  private static double train(
      CausalLm start,
      Objective objective,
      TokenBatch batch,
      int steps,
      double rate,
      Precision precision,
      Progress progress,
      int reported) {
    TrainOptions options =
        TrainOptions.DEFAULT
            .batch(batch.size())
            .length(batch.time())
            .tokens((long) steps * batch.tokens())
            .constantRate(rate)
            .precision(precision);
    Run run = new Trainer("bench", start, objective, step -> batch, options).run(null, progress);
    run.model().close();
    return run.steps().get(reported).loss();
  }

  /** A task of the harness, its files read and its texts cut too; the value is the mean answer. */
  public static Timing harness(
      CausalLm model, ItemSource items, Harness.Options options, Benchmark task) {
    Decoder decoder = model.decoder();
    long[] requests = {0};
    Timing timing =
        timed(
            "harness",
            Precision.F32,
            1,
            () -> {
              List<Scored> answers = harness(model, decoder, items, options, task).answers();
              requests[0] = answers.size();
              return answers.stream().mapToDouble(Scored::logLikelihood).average().orElseThrow();
            });
    return new Timing(
        timing.work, timing.dtype, "requests", requests[0], timing.seconds, timing.value);
  }

  /** The LM loss of a model on a first sample; what a process needs to get there is its start. */
  public static double firstLoss(CausalLm model, int length) {
    TokenBatch first = tokens(model, 1, length);
    return LmLoss.mean(model.decoder(), List.of(first), Progress.SILENT).loss();
  }

  private static Evaluation harness(
      CausalLm model, Decoder decoder, ItemSource items, Harness.Options options, Benchmark task) {
    try (Tokenizer tokenizer = Corpus.tokenizer(model)) {
      return Harness.evaluate(
          tokenizer, "", decoder, items, options, List.of(task), Progress.SILENT);
    }
  }

  private static double meanLogp(Decoder decoder, TokenBatch batch, Precision precision) {
    try (NDManager manager = Engines.manager()) {
      Kernels k = Kernels.inference(manager);
      NDArray hiddenBTC = decoder.hidden(k, batch.ids(manager), precision);
      NDArray hiddenNC = k.rows(hiddenBTC, batch.targetPositions(manager));
      return Losses.tokenScores(k, hiddenNC, decoder.headVC(), batch.nextTokens(manager))
          .get(0)
          .mean()
          .getFloat();
    }
  }

  private static double meanHidden(Decoder decoder, TokenBatch batch, Precision precision) {
    try (NDManager manager = Engines.manager()) {
      Kernels k = Kernels.inference(manager);
      NDArray stream = decoder.stream(k, batch.ids(manager), precision, Observer.NONE);
      return decoder.finalNorm(k, stream, Precision.F32).abs().mean().getFloat();
    }
  }

  private static Timing timed(String work, Precision precision, long tokens, DoubleSupplier call) {
    List<Double> values = new ArrayList<>();
    List<Double> seconds = new ArrayList<>();
    for (int i = 0; i < WARM_UPS + TIMED; i++) {
      long began = System.nanoTime();
      values.add(call.getAsDouble());
      seconds.add((System.nanoTime() - began) / 1e9);
    }
    List<Double> timed = seconds.subList(WARM_UPS, seconds.size());
    return new Timing(work, precision.toString(), "tokens", tokens, timed, values.get(0));
  }

  /** The most memory that this process ever held, MB; −1 where the system does not say. */
  private static long peakMegabytes() {
    try {
      return Files.readAllLines(Path.of("/proc/self/status")).stream()
          .filter(line -> line.startsWith("VmHWM:"))
          .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
          .findFirst()
          .orElse(-1);
    } catch (IOException e) {
      return -1;
    }
  }
}
