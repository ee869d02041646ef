package minitron.train;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
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
   * A part of a step's samples.
   *
   * @param share of the step's loss
   */
  record Part(Decoder.Backward back, double share) {}

  /** Losses and gradients of the parts, in their order. */
  List<Part> backward(
      Objective objective, Kernels k, Decoder model, TokenBatch batch, Backprop how) {
    List<TokenBatch> parts = batch.halves();
    // Halves that are the same, sample by sample, would be one to the objective.
    if (!small || !objective.divides() || parts.stream().distinct().count() < 2) {
      return List.of(new Part(objective.backward(k, model, batch, how), 1));
    }
    Collections.rotate(parts, -first);
    double all = objective.counted(batch);
    List<Part> computed =
        new ArrayList<>(
            rounds.all(
                parts,
                part ->
                    new Part(
                        objective.backward(k, model, part, how), objective.counted(part) / all)));
    Collections.rotate(computed, first);
    return computed;
  }
}
