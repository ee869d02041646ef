package minitron.tensor;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;

/**
 * Weights in the order in which oneDNN reads them, so that a product of few rows goes as fast as
 * memory gives the weights: on an AVX-512 CPU of AMD twice as fast as libtorch's own product, and
 * the same but for rounding. A packed array can do nothing but be multiplied with. A weight whose
 * packed product comes out otherwise than the plain one, as some do with some CPUs, stays unpacked.
 */
public final class Packed {
  /** Rows of a product that the order is made for: the texts that are written together. */
  private static final int ROWS = 8;

  private Packed() {}

  /** Whether this libtorch has oneDNN and work runs on the CPU. */
  public static boolean available() {
    return !Engines.device().isGpu() && KernelScript.packs();
  }

  /** A packed copy of a weight (out, in) in float32, or the weight where that would be wrong. */
  public static NDArray of(Kernels k, NDArray weight) {
    return k.one("pack", weight, ROWS);
  }

  /** The same layer with its weights packed. */
  public static LayerArrays layer(Kernels k, LayerArrays layer) {
    var packed = new NDList();
    layer.weights().forEach(weight -> packed.add(of(k, weight)));
    return new LayerArrays(layer.norms(), packed, layer.biases(), layer.window());
  }
}
