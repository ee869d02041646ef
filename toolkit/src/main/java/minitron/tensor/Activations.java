package minitron.tensor;

import ai.djl.ndarray.NDArray;

/**
 * What importance is computed from: statistics of activations over the tokens of a mask. B samples,
 * T time, C channels.
 */
public final class Activations {
  private Activations() {}

  /** (B, T, C) → (B, C): 0 mean of |x|, 1 L2 norm, 2 variance over the steps of the mask. */
  public static NDArray overTime(Kernels k, NDArray xBTC, NDArray maskBT1, int how) {
    return k.one("over_time", xBTC, maskBT1, how);
  }

  /** Adds the samples of (B, C) to running float64 sums (2, C): of s and of s². */
  public static void overSamples(Kernels k, NDArray sums2C, NDArray samplesBC) {
    k.one("over_samples", sums2C, samplesBC).close();
  }

  /** Sum over the tokens of the mask of 1 − cos(x, y), a scalar; the cosine is clamped. */
  public static NDArray cosineDistance(Kernels k, NDArray xBTC, NDArray yBTC, NDArray maskBT1) {
    return k.one("cosine_distance", xBTC, yBTC, maskBT1);
  }
}
