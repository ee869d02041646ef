package minitron.tensor;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
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

  /** What is multiplied with the same: q, k and v; o; gate and up; down. */
  private static final int[][] PARTS = {{0, 3}, {3, 4}, {4, 6}, {6, 7}};

  private Packed() {}

  /** Whether this libtorch has oneDNN, for a precision, and work runs on the CPU. */
  public static boolean available(Precision precision) {
    return !Engines.device().isGpu() && KernelScript.packs(precision.code());
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
   * A copy of weights (out, in), stacked, in the type of a precision, packed where that is right.
   * It can be multiplied with what has that type.
   */
  public static NDArray of(Kernels k, NDList weights, Precision precision) {
    return k.one("pack", weights, ROWS, precision.code());
  }

  /**
   * The same layer with its weights packed. Those of q, k and v become one, and those of gate and
   * up: it stands in the first's place, the others keep their rows without a column.
   */
  public static LayerArrays layer(Kernels k, LayerArrays layer, Precision precision) {
    var packed = new LayerArrays(layer.norms(), new NDList(), new NDList(), layer.window());
    for (int[] part : PARTS) {
      NDList weights = layer.weights().subNDList(part[0], part[1]);
      NDList biases = layer.biases().subNDList(part[0], part[1]);
      long without = biases.stream().filter(bias -> bias.size() == 0).count();
      if (without == 0 || without == biases.size()) {
        join(k, weights, biases, precision, packed);
      } else {
        weights.forEach(weight -> packed.weights().add(of(k, new NDList(weight), precision)));
        packed.biases().addAll(biases);
      }
    }
    return packed;
  }

  private static NDArray joined(Kernels k, NDList biases) {
    NDArray all = NDArrays.concat(biases); // it would belong to the first one's owner
    all.attach(k.out());
    return all;
  }

  private static void join(
      Kernels k, NDList weights, NDList biases, Precision precision, LayerArrays to) {
    to.weights().add(of(k, weights, precision));
    to.biases().add(biases.get(0).size() == 0 ? Kernels.NONE : joined(k, biases));
    for (NDArray other : weights.subList(1, weights.size())) {
      to.weights().add(k.out().create(new Shape(other.getShape().get(0), 0)));
      to.biases().add(Kernels.NONE);
    }
  }
}
