package minitron.model;

import ai.djl.ndarray.NDArray;
import minitron.tensor.Kernels;

/** How the tokens of a pass see each other. */
@FunctionalInterface
public interface Attention {
  /**
   * Queries, keys and values of a layer, before rotation → what every head saw (B, T, A).
   *
   * @param window how many tokens a query sees, its own the last; 0 for all
   */
  NDArray of(Kernels k, int layer, int window, NDArray qBTA, NDArray kBTA, NDArray vBTA);

  /** Every token sees those before it in its sample. */
  static Attention causal(Rope rope) {
    return (k, layer, window, qBTA, kBTA, vBTA) ->
        k.attention(qBTA, kBTA, vBTA, rope.cosTD(), rope.sinTD(), window);
  }
}
