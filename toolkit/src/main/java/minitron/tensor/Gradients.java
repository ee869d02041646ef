package minitron.tensor;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;

/** Gradients of a loss, as torch makes and clips them. */
public final class Gradients {
  private Gradients() {}

  /** Gradients of a scalar in a list of parameters, in their order and shapes. */
  public static NDList of(Kernels k, NDArray loss, NDList parameters) {
    return k.list("gradients", loss, parameters);
  }

  /** Scales gradients in place to a global L2 norm of at most {@code limit}; gives the norm. */
  public static NDArray clip(Kernels k, NDList gradients, double limit) {
    return k.one("clip", gradients, limit);
  }
}
