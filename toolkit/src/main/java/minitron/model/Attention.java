package minitron.model;

import ai.djl.ndarray.NDArray;
import minitron.tensor.Kernels;

/** How the tokens of a pass see each other. */
@FunctionalInterface
public interface Attention {
  /** Queries, keys and values of a layer, before rotation → what every head saw (B, T, A). */
  NDArray of(Kernels k, int layer, NDArray qBTA, NDArray kBTA, NDArray vBTA);

  /** Every token sees those before it in its sample. */
  static Attention causal(Rope rope) {
    return (k, layer, qBTA, kBTA, vBTA) ->
        k.attention(qBTA, kBTA, vBTA, rope.cosTD(), rope.sinTD());
  }
}
