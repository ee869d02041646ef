package minitron.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import minitron.tensor.Kernels;
import minitron.tensor.Packed;

/**
 * A projection.
 *
 * @param weight (out, in); packed, it has no other use
 * @param bias (out), or null
 * @param packed whether the weight is a {@link Packed} one
 */
public record Linear(NDArray weight, NDArray bias, boolean packed) {
  /** A projection of a plain weight. */
  Linear(NDArray weight, NDArray bias) {
    this(weight, bias, false);
  }

  /** x · weightᵀ + bias. */
  NDArray apply(Kernels k, NDArray x) {
    return packed ? Packed.linear(k, x, weight, bias) : k.linear(x, weight, bias);
  }

  /** The same with a packed copy of the weight. */
  Linear pack(NDManager owner) {
    return new Linear(Packed.of(weight, owner), bias, true);
  }
}
