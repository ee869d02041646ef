package minitron.model;

import ai.djl.ndarray.NDArray;

/**
 * Sees activations as a forward pass makes them; they are freed when the layer is done. Or it only
 * hears of layers, and then nothing is made for it.
 */
@FunctionalInterface
public interface ActivationHook {
  /** Called for every place of every layer, counted from 0, in the order of the computation. */
  void see(HookPoint place, int layer, NDArray activation);

  /** Whether activations are made for it to see. */
  default boolean sees() {
    return true;
  }

  /** Called when a layer is through, and its input is freed. */
  default void through() {}

  /** Sees nothing, and is told of every layer that is through. */
  static ActivationHook layers(Runnable through) {
    return new ActivationHook() {
      @Override
      public void see(HookPoint place, int layer, NDArray activation) {}

      @Override
      public boolean sees() {
        return false;
      }

      @Override
      public void through() {
        through.run();
      }
    };
  }

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

  /** Sees and hears nothing. */
  ActivationHook NONE = layers(() -> {});
}
