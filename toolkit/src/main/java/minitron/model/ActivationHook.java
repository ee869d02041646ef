package minitron.model;

import ai.djl.ndarray.NDArray;

/** Sees activations as a forward pass makes them; they are freed when the layer is done. */
@FunctionalInterface
public interface ActivationHook {
  /** Called for every place of every layer, counted from 0, in the order of the computation. */
  void see(HookPoint place, int layer, NDArray activation);

  /** Looks at nothing. */
  ActivationHook NONE = (place, layer, activation) -> {};
}
