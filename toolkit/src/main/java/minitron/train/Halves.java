package minitron.train;

import ai.djl.ndarray.NDManager;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import minitron.model.Decoder;
import minitron.model.TokenBatch;
import minitron.tensor.Backprop;
import minitron.tensor.Kernels;
import minitron.tensor.Rounds;

/**
 * How the samples of a step are computed. Those of a small model in two halves, of which each takes
 * one thread: both at once, or one after the other where other runs take the other threads. The
 * bits are the same either way. Those of a large model as a whole, with all threads.
 *
 * @param rounds in which the halves are computed
 * @param small whether there are halves
 * @param first the half to begin with: of two students that begin with different ones, neither
 *     waits for what the teacher says of the other's
 */
record Halves(Rounds rounds, boolean small, int first) {
  /**
   * One of them, or all of a step's samples.
   *
   * @param share of the step's loss
   */
  record Half(Decoder.Backward back, double share) {}

  /** Losses and gradients of the parts, in their order. */
  List<Half> backward(
      Objective objective, Kernels k, Decoder model, TokenBatch batch, TrainOptions options) {
    Backprop how = options.backprop();
    if (options.inTurn() && options.atOnce() < batch.size()) {
      var sum = inTurn(objective, k, model, batch, options.atOnce(), how);
      return List.of(new Half(sum, 1));
    }
    List<TokenBatch> parts = batch.halves();
    // Halves that are the same, sample by sample, would be one to the objective.
    if (!small || !objective.divides() || parts.stream().distinct().count() < 2) {
      return List.of(new Half(objective.backward(k, model, batch, how), 1));
    }
    Collections.rotate(parts, -first);
    double all = objective.counted(batch);
    List<Half> computed =
        new ArrayList<>(
            rounds.all(
                parts,
                part ->
                    new Half(
                        objective.backward(k, model, part, how), objective.counted(part) / all)));
    Collections.rotate(computed, first);
    return computed;
  }

  /** Loss and gradients of a step, of which {@code size} samples are computed at a time. */
  static Decoder.Backward inTurn(
      Objective objective, Kernels k, Decoder model, TokenBatch step, int size, Backprop how) {
    List<TokenBatch> parts = step.parts(Math.min(size, step.size()));
    int last = parts.size() - 1;
    var first = new MicroBatch(parts.get(0), step, Optional.empty(), last == 0);
    Decoder.Backward sum = objective.backward(k, model, first, how);
    for (int i = 1; i <= last; i++) {
      try (NDManager scope = k.out().newSubManager()) {
        var next = new MicroBatch(parts.get(i), step, Optional.of(sum), i == last);
        objective.backward(new Kernels(scope), model, next, how); // added to the sum
      }
    }
    return sum;
  }
}
