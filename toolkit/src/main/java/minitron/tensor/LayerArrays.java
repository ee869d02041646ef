package minitron.tensor;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;

/**
 * The arrays of a decoder layer.
 *
 * @param norms weights of the norms before attention and before the MLP (C)
 * @param weights of q, k, v, o, gate, up and down (out, in)
 * @param biases of these (out); one without an element is none
 * @param window how many tokens one sees, its own the last; 0 for all
 */
public record LayerArrays(NDList norms, NDList weights, NDList biases, int window) {
  /** The same layer with its weights packed for products of few rows. */
  public LayerArrays packed(Kernels k) {
    var packed = new NDList();
    for (NDArray weight : weights) {
      packed.add(Packed.of(k, weight));
    }
    return new LayerArrays(norms, packed, biases, window);
  }
}
