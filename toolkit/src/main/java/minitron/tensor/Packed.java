package minitron.tensor;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;

/**
 * Weights in the order in which oneDNN reads them, so that a product of few rows goes as fast as
 * memory gives the weights: on an AVX-512 CPU of AMD twice as fast as libtorch's own product, and
 * the same but for rounding. In bfloat16 they are half as many bytes. A packed array can do nothing
 * but be multiplied with. A weight whose packed product comes out otherwise than the plain one, as
 * some do with some CPUs, stays unpacked.
 */
public final class Packed {
  /** Rows of a product that the order is made for: the texts that are written together. */
  private static final int ROWS = 8;

  /** So much of the machine's memory a packed copy may take: the weights themselves lie there. */
  private static final int SHARE = 3;

  private Packed() {}

  /** Whether this libtorch has oneDNN and work runs on the CPU. */
  public static boolean available() {
    return !Engines.device().isGpu() && KernelScript.packs();
  }

  /** Whether a packed copy of so many weights takes no more than a third of the memory. */
  public static boolean fits(long weights, Precision precision) {
    return weights * precision.bytes() <= memory() / SHARE;
  }

  /** The memory of the machine or container in bytes; 0 if it is not known. */
  private static long memory() {
    return ManagementFactory.getOperatingSystemMXBean() instanceof OperatingSystemMXBean system
        ? system.getTotalMemorySize()
        : 0;
  }

  /**
   * A copy of a weight (out, in) in the type of a precision, packed where that is right. It can be
   * multiplied with what has that type.
   */
  public static NDArray of(Kernels k, NDArray weight, Precision precision) {
    return k.one("pack", weight, ROWS, precision.code());
  }

  /** The same layer with its weights packed. */
  public static LayerArrays layer(Kernels k, LayerArrays layer, Precision precision) {
    var packed = new NDList();
    layer.weights().forEach(weight -> packed.add(of(k, weight, precision)));
    return new LayerArrays(layer.norms(), packed, layer.biases(), layer.window());
  }
}
