package minitron.model;

import ai.djl.ndarray.NDArray;

/** Sees activations as a forward pass makes them; they are freed when the layer is done. */
@FunctionalInterface
public interface ActivationHook {
  /** Called for every place of every layer, counted from 0, in the order of the computation. */
  void see(HookPoint place, int layer, NDArray activation);

  /** Where in a layer an activation is looked at. */
  enum HookPoint {
    /** Output of input_layernorm (B, T, C). */
    INPUT_NORM,
    /** Input of o_proj (B, T, H × D). */
    HEADS,
    /** Output of post_attention_layernorm (B, T, C). */
    POST_ATTENTION_NORM,
    /** Input of down_proj (B, T, M). */
    NEURONS
  }

  /** Looks at nothing. */
  ActivationHook NONE = (place, layer, activation) -> {};
}
