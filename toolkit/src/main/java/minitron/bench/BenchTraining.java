package minitron.bench;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import minitron.model.CausalLm;
import minitron.model.TokenBatch;
import minitron.runs.Progress;
import minitron.tensor.Precision;
import minitron.text.chat.LabelledIds;
import minitron.text.chat.Pack;
import minitron.train.ForwardKl;
import minitron.train.NextToken;
import minitron.train.Objective;
import minitron.train.Run;
import minitron.train.SupervisedLoss;
import minitron.train.TrainOptions;
import minitron.train.Trainer;
import minitron.train.state.StepRecord;

/**
 * How fast training is, on the tokens of {@link Bench#tokens}.
 *
 * @param calls how many calls of each piece of work
 * @param how what else is asked of a training
 */
public record BenchTraining(Calls calls, UnaryOperator<TrainOptions> how) {
  /** One with the options as they are. */
  public BenchTraining(Calls calls) {
    this(calls, UnaryOperator.identity());
  }

  /**
   * A step of distillation at rate 1e-4, counted in the tokens that are compared; the value is the
   * first KL.
   */
  public Timing distill(CausalLm teacher, CausalLm student, TokenBatch batch, Precision precision) {
    try (var objective = new ForwardKl(teacher.decoder(), student.config())) {
      Trainer trainer = trainer(student, objective, batch, calls.all(), 1e-4, precision);
      return stepByStep("distill", trainer, batch.compared(), precision);
    }
  }

  /** A step of training on the next token at rate 1e-3; the value is the first loss. */
  public Timing step(CausalLm model, TokenBatch batch, Precision precision) {
    Trainer trainer = trainer(model, new NextToken(), batch, calls.all(), 1e-3, precision);
    return stepByStep("step", trainer, batch.tokens(), precision);
  }

  /** A step of instruction tuning at rate 1e-4; the value is the first loss. */
  public Timing tune(CausalLm model, TokenBatch conversations, Precision precision) {
    Trainer trainer =
        trainer(model, SupervisedLoss.OVER_TOKENS, conversations, calls.all(), 1e-4, precision);
    return stepByStep("tune", trainer, conversations.targets(), precision);
  }

  /**
   * The same tokens, each sample as a conversation.
   *
   * @param prompt how many of a sample's first tokens are not supervised
   */
  public static TokenBatch conversations(TokenBatch batch, int prompt) {
    int length = batch.row(0).length;
    if (prompt < 0 || prompt >= length || length < 2) {
      throw new IllegalArgumentException(
          "A prompt of %d of %d tokens: from 0 to %d are allowed, so that some are left to learn."
              .formatted(prompt, length, length - 1));
    }
    List<Pack> conversations = new ArrayList<>();
    for (int i = 0; i < batch.size(); i++) {
      var supervised = new BitSet();
      supervised.set(prompt, batch.row(i).length);
      conversations.add(Pack.of(LabelledIds.of(batch.row(i), supervised)));
    }
    return new TokenBatch(conversations);
  }

  private Timing stepByStep(String work, Trainer trainer, long tokens, Precision precision) {
    List<Double> seconds = new ArrayList<>();
    long[] last = {System.nanoTime(), 0};
    Progress clock =
        (done, total, note) -> {
          if (done > last[1]) { // it is also told that the weights are checked
            long now = System.nanoTime();
            seconds.add((now - last[0]) / 1e9);
            last[0] = now;
            last[1] = done;
          }
        };
    double value = steps(trainer, clock).get(0).loss();
    List<Double> timed = seconds.subList(calls.warmUps(), seconds.size());
    return new Timing(work, precision.toString(), "tokens", tokens, timed, value);
  }

  /** A training run from the start, at rate 1e-3; the value is the loss of the tenth step. */
  public Timing train(CausalLm model, TokenBatch batch, int steps, Precision precision) {
    Trainer trainer = trainer(model, new NextToken(), batch, steps, 1e-3, precision);
    return Timing.of(
        "train",
        calls,
        precision,
        (long) steps * batch.tokens(),
        () -> steps(trainer, Progress.SILENT).get(Math.min(9, steps - 1)).loss());
  }

  private Trainer trainer(
      CausalLm start,
      Objective objective,
      TokenBatch batch,
      int steps,
      double rate,
      Precision precision) {
    TrainOptions options =
        TrainOptions.DEFAULT
            .batch(batch.size())
            .length(batch.tokens() / batch.size())
            .tokens((long) steps * batch.tokens())
            .constantRate(rate)
            .precision(precision);
    return new Trainer(Map.of(), start, objective, step -> batch, how.apply(options));
  }

  private static List<StepRecord> steps(Trainer trainer, Progress progress) {
    Run run = trainer.run(List.of(), progress);
    run.model().close();
    return run.steps();
  }
}
