package minitron.tensor;

import ai.djl.ndarray.NDList;

/**
 * The arrays of a decoder layer.
 *
 * @param norms weights of the norms before attention and before the MLP (C)
 * @param weights of q, k, v, o, gate, up and down (out, in); packed ones that read the same stand
 *     in the first of them, and the others have no columns
 * @param biases of these (out); one without an element is none
 * @param window how many tokens one sees, its own the last; 0 for all
 */
public record LayerArrays(NDList norms, NDList weights, NDList biases, int window) {}
