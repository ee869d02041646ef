package minitron.tensor;

import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import java.util.Optional;

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
    return !Engines.device().isGpu() && Script.LOADED.isPresent();
  }

  /** A packed copy of a weight (out, in) in float32, or the weight where that would be wrong. */
  public static NDArray of(NDArray weight, NDManager owner) {
    return script().call(owner, false, "pack", weight, ROWS).get(0);
  }

  /**
   * A list of {@link #layer} that many threads may pass on at once: the same arrays by other
   * objects, which are named for good and belong to {@code owner}.
   */
  public static NDList list(String name, NDList arrays, NDManager owner) {
    var list = new NDList();
    for (NDArray array : arrays) {
      NDArray same = array.getManager() == owner ? array : array.reshape(array.getShape());
      same.attach(owner);
      list.add(same);
    }
    KernelScript.name(list, name + "[]");
    return list;
  }

  /** x · wᵀ + b with a packed w; an empty {@code b} is none. */
  public static NDArray linear(Kernels k, NDArray x, NDArray packed, NDArray b) {
    return script().call(k.out(), false, "packed_linear", x, packed, b).get(0);
  }

  /**
   * A decoder layer with cached attention, in one call: (R, T, C) → (R, T, C).
   *
   * @param norms before attention and before the MLP; each list made by {@link #list}
   * @param weights q, k, v, o, gate, up, down, packed
   * @param biases of these; empty arrays for none
   * @param window how many positions a token sees, its own the last; 0 for all
   * @param keysRSA the cached keys, written to; {@code valuesRSA} alike
   */
  public static NDArray layer(
      Kernels k,
      NDArray xRTC,
      NDList norms,
      NDList weights,
      NDList biases,
      double eps,
      CachePositions pass,
      int window,
      NDArray keysRSA,
      NDArray valuesRSA) {
    return script()
        .call(
            k.out(),
            false,
            "packed_layer",
            xRTC,
            norms,
            weights,
            biases,
            eps,
            pass.cosRT1D(),
            pass.sinRT1D(),
            keysRSA,
            valuesRSA,
            pass.placesN(),
            pass.pastR(),
            pass.first(),
            pass.seen(),
            pass.even() ? 1 : 0,
            window)
        .get(0);
  }

  private static KernelScript script() {
    return Script.LOADED.orElseThrow(
        () -> new IllegalStateException("This libtorch has no oneDNN: ask available() first."));
  }

  private static final class Script {
    static final Optional<KernelScript> LOADED = load();

    private static Optional<KernelScript> load() {
      try {
        return Optional.of(new KernelScript("kernels.py", "packed.py"));
      } catch (EngineException e) {
        return Optional.empty();
      }
    }
  }
}
