package minitron.tensor;

import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.Optional;

/**
 * Weights in the order in which oneDNN reads them, so that a product of few rows goes as fast as
 * memory gives the weights: on an AVX-512 CPU twice as fast as the product of libtorch's default,
 * the same but for rounding. A packed array can do nothing but be multiplied with.
 */
public final class Packed {
  /** Rows of a product that the order is made for: the texts that are written together. */
  private static final int ROWS = 8;

  private Packed() {}

  /** Whether this libtorch has oneDNN and work runs on the CPU. */
  public static boolean available() {
    return !Engines.device().isGpu() && Script.LOADED.isPresent();
  }

  /** A packed copy of a weight (out, in) in float32. */
  public static NDArray of(NDArray weight, NDManager owner) {
    return script().call(owner, false, "pack", weight, ROWS).get(0);
  }

  /** x · wᵀ + b with a packed w; {@code b} may be null. */
  public static NDArray linear(Kernels k, NDArray x, NDArray packed, NDArray b) {
    return (b == null
            ? script().call(k.out(), false, "linear", x, packed)
            : script().call(k.out(), false, "linear_bias", x, packed, b))
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
        return Optional.of(new KernelScript("packed.py"));
      } catch (EngineException e) {
        return Optional.empty();
      }
    }
  }
}
