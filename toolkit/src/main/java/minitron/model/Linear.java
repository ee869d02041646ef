package minitron.model;

import ai.djl.ndarray.NDArray;
import minitron.tensor.Kernels;

/**
 * A projection.
 *
 * @param weight (out, in)
 * @param bias (out), or null
 */
public record Linear(NDArray weight, NDArray bias) {
  /** x · weightᵀ + bias. */
  NDArray apply(Kernels k, NDArray x) {
    return k.linear(x, weight, bias);
  }
}
