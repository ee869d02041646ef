package minitron.train;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.LongFunction;
import minitron.model.CausalLm;
import minitron.model.TokenBatch;
import minitron.runs.Progress;
import minitron.tensor.Engines;
import minitron.tensor.Rounds;

/**
 * A training run; correction and distillation differ only in their objective.
 *
 * @param what by name, what it trains on what: a resumed run must repeat it
 * @param start the model whose copy is trained
 * @param objective what is made small
 * @param data the samples of each step
 * @param options how
 */
public record Trainer(
    Map<String, String> what,
    CausalLm start,
    Objective objective,
    Batches data,
    TrainOptions options) {
  /**
   * One whose steps have equally many tokens.
   *
   * @param samples those of each step, counted from 0
   */
  public Trainer(
      Map<String, String> what,
      CausalLm start,
      Objective objective,
      LongFunction<TokenBatch> samples,
      TrainOptions options) {
    this(what, start, objective, Batches.even(samples, options), options);
  }

  /**
   * Trains a copy of the start model, which itself stays as it is.
   *
   * @param heldOut text whose LM loss is taken along the way; empty for none
   * @return what came of it; a stop, or a loss that is not finite, ends it early with the last good
   *     weights and says so
   */
  public Run run(List<TokenBatch> heldOut, Progress progress) {
    return together(List.of(this), heldOut, progress).get(0);
  }

  /**
   * Trains side by side, a step of each in turn; what comes of each is what would come of it alone.
   * Small models take one thread each, and run at once. One that ends early does not end the
   * others.
   */
  public static List<Run> together(List<Trainer> all, List<TokenBatch> heldOut, Progress progress) {
    return all.stream().allMatch(Trainer::isSmall)
        ? Engines.withOneThread(() -> run(all, true, heldOut, progress))
        : run(all, false, heldOut, progress);
  }

  /** Whether a second thread would wait for the first longer than it works. */
  private boolean isSmall() {
    long steps = Math.max(1, options.steps());
    return Rounds.isSmall(data.tokensAt(steps) / steps, start.config().hiddenSize());
  }

  private static List<Run> run(
      List<Trainer> all, boolean small, List<TokenBatch> heldOut, Progress progress) {
    List<TrainingLoop> loops = new ArrayList<>();
    boolean alone = all.size() == 1;
    try (var rounds = Rounds.of(all.size(), small && !alone);
        var halves = Rounds.of(2, small && alone)) {
      var parts = new Parts(progress, all.size(), rounds.threads());
      for (Trainer each : all) {
        loops.add(
            new TrainingLoop(
                each.what,
                each.start,
                each.objective,
                each.data,
                each.options,
                new Halves(halves, small, loops.size() % 2),
                new HeldOut(heldOut, alone),
                parts.of(loops.size())));
      }
      rounds.all(loops, TrainingLoop::begun);
      for (List<TrainingLoop> next = next(loops); !next.isEmpty(); next = next(loops)) {
        parts.tell();
        rounds.all(next, TrainingLoop::advanced);
      }
      parts.tell();
      return loops.stream().map(TrainingLoop::run).toList();
    } finally {
      loops.forEach(TrainingLoop::close);
    }
  }

  /** Those that are behind. */
  private static List<TrainingLoop> next(List<TrainingLoop> loops) {
    List<TrainingLoop> going = loops.stream().filter(TrainingLoop::goesOn).toList();
    long least = going.stream().mapToLong(TrainingLoop::step).min().orElse(0);
    return going.stream().filter(loop -> loop.step() == least).toList();
  }
}
