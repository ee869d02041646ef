package minitron;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import minitron.data.Row;
import minitron.data.Tokenizer;
import minitron.data.tinyworld.Lessons;
import minitron.data.tinyworld.Register;
import minitron.data.tinyworld.Stories;
import minitron.data.tinyworld.TinyWorld;
import minitron.eval.Evaluation;
import minitron.eval.Sample;
import minitron.model.CausalLm;
import minitron.model.TokenBatch;
import minitron.tensor.AdamW;
import minitron.tensor.Precision;
import minitron.train.CheckpointPlan;
import minitron.train.NextToken;
import minitron.train.Run;
import minitron.train.StepRecord;
import minitron.train.TrainOptions;
import minitron.train.Trainer;

/**
 * The recipe of TinyWorld's own teacher: three layers learn the stories without links, then all
 * layers, grown from them, learn the rest. A control keeps the three.
 */
public final class TinyTeacher {
  /** The longest input of the teacher, tokens. */
  public static final int WINDOW = 256;

  private static final double RATE = 1e-3;

  // Links are learned with a long memory of squares alone: with 0.95 they were not in 8 M tokens.
  private static final AdamW ADAM = new AdamW(0.9, 0.999, 1e-8, 0);
  private static final int BATCH = 4;
  private static final int LENGTH = 128;
  private static final int EVERY = 100;

  private TinyTeacher() {}

  /**
   * How much is trained, and where the state is kept.
   *
   * @param layers of the teacher
   * @param first tokens of the first part, without links
   * @param rest tokens of the second, with ever longer chains
   * @param checkpoints the folder for the states, from the last of which training goes on
   */
  public record Plan(int layers, long first, long rest, Optional<Path> checkpoints) {}

  /** What was trained: both parts, the second with the teacher itself. */
  public record Trained(Run first, Run rest) {}

  /**
   * Trains a teacher on the original register.
   *
   * @param home the folder of its tokenizer
   */
  public static Trained train(String home, Plan plan) {
    try (Tokenizer tokenizer = Tokenizer.of(Path.of(home));
        CausalLm start = TinyModel.untrained(Path.of(home), tokenizer.size())) {
      Run first = part(start, lessons(tokenizer, TinyWorld.TRAINING_SEED), plan, false);
      if (!first.finished()) {
        return new Trained(first, first);
      }
      CausalLm grown = TinyModel.grown(first.model(), plan.layers());
      long seed = TinyWorld.TRAINING_SEED + 100;
      Lessons longer = lessons(tokenizer, seed, 0, plan.rest() / 10, plan.rest() / 5);
      return new Trained(first, part(grown, longer, plan, true));
    }
  }

  private static Lessons lessons(Tokenizer tokenizer, long seed, long... longer) {
    List<Long> after = new ArrayList<>();
    for (long tokens : longer) {
      after.add(tokens);
    }
    return new Lessons(new Stories(Register.ORIGINAL, seed), tokenizer, after);
  }

  private static Run part(CausalLm start, Lessons lessons, Plan plan, boolean second) {
    TrainOptions options = options(plan, second);
    var trainer =
        new Trainer(
            lessons + " to " + start.config(),
            start,
            new NextToken(),
            step -> new TokenBatch(lessons.rows(step, BATCH, LENGTH)),
            options);
    String task = second ? "Long chains" : "No chains";
    return Watch.with(task, "tokens", progress -> trainer.run(null, progress));
  }

  private static TrainOptions options(Plan plan, boolean second) {
    TrainOptions options =
        TrainOptions.DEFAULT
            .tokens(second ? plan.rest() : plan.first())
            .learningRate(RATE)
            .minLearningRate(second ? RATE / 10 : RATE)
            .warmUp(100)
            .batch(BATCH)
            .length(LENGTH)
            .adam(ADAM)
            .precision(Precision.BF16);
    String folder = second ? "rest" : "first";
    return plan.checkpoints()
        .map(all -> options.checkpoints(new CheckpointPlan(all.resolve(folder), 1000, true)))
        .orElse(options);
  }

  /**
   * Accuracy on TinyWorld's Winogrande items, by kind, by kind and links of a chain, and in all.
   *
   * @param shots solved examples before every item
   */
  public static Map<String, Double> winogrande(CausalLm model, int shots) {
    List<Row> rows = TinyWorld.items().split("winogrande", "validation").rows();
    Evaluation evaluation =
        Harness.evaluate(model, TinyWorld.items(), Tasks.WINOGRANDE.shots(shots));
    Map<String, List<Double>> parts = new TreeMap<>();
    for (Sample sample : evaluation.task("winogrande").samples()) {
      Row row = rows.get(sample.document());
      String kind = row.text("kind");
      for (String part : List.of(kind, kind + " " + row.whole("depth"), "all")) {
        parts.computeIfAbsent(part, p -> new ArrayList<>()).add(sample.scores().get("acc"));
      }
    }
    Map<String, Double> means = new LinkedHashMap<>();
    parts.forEach(
        (part, scores) ->
            means.put(
                part, scores.stream().mapToDouble(Double::doubleValue).average().orElseThrow()));
    return means;
  }

  /** The curves of both parts as CSV, a line for every hundred steps with their mean loss. */
  public static String curve(Trained trained) {
    StringBuilder csv = new StringBuilder("part,step,tokens,loss,learning_rate\n");
    append(csv, "first", trained.first());
    append(csv, "rest", trained.rest());
    return csv.toString();
  }

  private static void append(StringBuilder csv, String part, Run run) {
    double sum = 0;
    for (StepRecord step : run.steps()) {
      sum += step.loss();
      if (step.step() % EVERY == 0) {
        csv.append(
            String.format(
                Locale.ROOT,
                "%s,%d,%d,%.4f,%.3e%n",
                part,
                step.step(),
                step.tokens(),
                sum / EVERY,
                step.learningRate()));
        sum = 0;
      }
    }
  }
}
