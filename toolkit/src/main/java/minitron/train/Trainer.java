package minitron.train;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongFunction;
import java.util.stream.LongStream;
import minitron.model.CausalLm;
import minitron.model.TokenBatch;
import minitron.runs.Progress;

/**
 * A training run; correction and distillation differ only in their objective.
 *
 * @param what by name, what it trains on what: a resumed run must repeat it
 * @param start the model whose copy is trained
 * @param objective what is made small
 * @param data the samples of each step, counted from 0; the same step always gives the same ones
 * @param options how
 */
public record Trainer(
    Map<String, String> what,
    CausalLm start,
    Objective objective,
    LongFunction<TokenBatch> data,
    TrainOptions options) {
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
   * One that ends early does not end the others.
   */
  public static List<Run> together(List<Trainer> all, List<TokenBatch> heldOut, Progress progress) {
    List<TrainingLoop> loops = new ArrayList<>();
    try {
      var done = new long[all.size()];
      for (Trainer each : all) {
        loops.add(new TrainingLoop(each, heldOut, new Part(progress, done, loops.size())));
      }
      loops.forEach(TrainingLoop::begin);
      for (Optional<TrainingLoop> next = next(loops); next.isPresent(); next = next(loops)) {
        next.get().advance();
      }
      return loops.stream().map(TrainingLoop::run).toList();
    } finally {
      loops.forEach(TrainingLoop::close);
    }
  }

  /** The one that is behind. */
  private static Optional<TrainingLoop> next(List<TrainingLoop> loops) {
    return loops.stream()
        .filter(TrainingLoop::goesOn)
        .min(Comparator.comparingLong(TrainingLoop::step));
  }

  /** The progress of one of several: the line counts what all have done. */
  @SuppressWarnings("ArrayRecordComponent") // None compares them.
  private record Part(Progress whole, long[] done, int number) implements Progress {
    @Override
    public void at(long own, long total, String note) {
      done[number] = own;
      whole.at(LongStream.of(done).sum(), total * done.length, note);
    }

    @Override
    public void measured(String name, long own, double value) {
      whole.measured(done.length == 1 ? name : name + ", " + (number + 1), own, value);
    }

    @Override
    public void said(String sentence) {
      whole.said(sentence);
    }

    @Override
    public boolean cancelled() {
      return whole.cancelled();
    }
  }
}
