package minitron.tensor;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;

/**
 * The kernels of libtorch that DJL's NDArray lacks, by the names of {@code kernels.py} beside this
 * class, where they can be read from top to bottom: here those of the forward pass, the others by
 * topic in {@link Losses}, {@link Gradients}, {@link AdamW}, {@link Activations} and {@link
 * Copies}.
 *
 * <p>Shapes: B batch, T time, C hidden channels, A attention channels (heads × head_dim), D
 * channels of a head, M MLP neurons, V vocabulary, N tokens (B and T flattened).
 *
 * @param out the owner of the results
 */
public record Kernels(NDManager out) {
  /** An array without an element, which says that there is none: no bias, no positions. */
  public static final NDArray NONE = none();

  /** What of a layer is wanted beside its result. */
  private static final int NOTHING = 0;

  private static final int ACTIVATIONS = 1;

  private static NDArray none() {
    NDArray none = Engines.engine().newBaseManager(Device.cpu()).create(new Shape(0));
    none.detach(); // it belongs to nobody
    return none;
  }

  /** The same kernels with results that belong to another manager. */
  public Kernels in(NDManager other) {
    return new Kernels(other);
  }

  /** Rows of the embedding: (V, C), ids (B, T) → (B, T, C). */
  public NDArray embed(NDArray wVC, NDArray idsBT) {
    return one("embed", wVC, idsBT);
  }

  /**
   * A decoder layer in one call: (B, T, C) → (B, T, C).
   *
   * @param seen what the tokens see
   */
  public NDArray layer(
      NDArray xBTC, LayerArrays layer, double eps, Precision precision, Seen seen) {
    return layer(xBTC, layer, eps, precision, seen, NOTHING).get(0);
  }

  /**
   * The same and, after its result, what importance looks at: the outputs of both norms (B, T, C),
   * and between and after them the inputs of o_proj (B, T, A) and down_proj (B, T, M).
   */
  public NDList layerAndActivations(
      NDArray xBTC, LayerArrays layer, double eps, Precision precision, Seen seen) {
    return layer(xBTC, layer, eps, precision, seen, ACTIVATIONS);
  }

  private NDList layer(
      NDArray xBTC, LayerArrays layer, double eps, Precision precision, Seen seen, int wanted) {
    return list(
        "one_layer",
        xBTC,
        layer.norms(),
        layer.weights(),
        layer.biases(),
        eps,
        precision.code(),
        seen.how(),
        seen.arrays(),
        layer.window(),
        wanted);
  }

  /** Root mean square norm, computed in float32 and given in {@code precision}. */
  public NDArray rmsNorm(NDArray xBTC, NDArray wC, double eps, Precision precision) {
    return one("rms_norm", xBTC, wC, eps, precision.code());
  }

  /** x · wᵀ in the type of x. */
  public NDArray linear(NDArray x, NDArray w) {
    return one("linear", x, w, NONE);
  }

  /** (B, T, C) → (N, C): the rows at positions of the flattened batch; all with {@link #NONE}. */
  public NDArray rows(NDArray xBTC, NDArray positionsN) {
    return one("rows", xBTC, positionsN);
  }

  /** The only result of a method of the script. */
  NDArray one(String method, Object... arguments) {
    return list(method, arguments).get(0);
  }

  /** The results of a method of the script. */
  NDList list(String method, Object... arguments) {
    return KernelScript.call(out, method, arguments);
  }
}
