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
   * The loss of a batch, nats a token, and its gradients in the student's weights.
   *
   * @param k of the step's scope, which owns them
   */
  Decoder.Backward backward(Kernels k, Decoder student, TokenBatch batch, Backprop how);

  /** How many of a batch's tokens its loss is the mean of. */
  default double counted(TokenBatch batch) {
    return batch.tokens();
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
