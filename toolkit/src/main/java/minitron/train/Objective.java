package minitron.train;

import ai.djl.ndarray.NDArray;
import java.util.Map;
import minitron.model.Decoder;
import minitron.model.TokenBatch;
import minitron.tensor.Backprop;
import minitron.tensor.Kernels;

/** What a training run makes small. */
@FunctionalInterface
public interface Objective {
  /**
   * The loss of some samples, nats a token, and its gradients in the student's weights: their part
   * of the step's.
   *
   * @param k of the scope which owns them
   */
  Decoder.Backward backward(Kernels k, Decoder student, MicroBatch part, Backprop how);

  /** Those of all samples of a step at once. */
  default Decoder.Backward backward(Kernels k, Decoder student, TokenBatch step, Backprop how) {
    return backward(k, student, MicroBatch.whole(step), how);
  }

  /** How many of a batch's tokens its loss is the mean of. */
  default double counted(TokenBatch batch) {
    return batch.compared();
  }

  /** Whether the loss of a batch is the mean of its parts', and nothing else comes of it. */
  default boolean divides() {
    return true;
  }

  /** What it is called, in nats a token. */
  default String name() {
    return "loss";
  }

  /** Whose weights it depends on. */
  default String models() {
    return "the model";
  }

  /** Arrays that change from step to step and belong in a training state, by name. */
  default Map<String, NDArray> state() {
    return Map.of();
  }
}
