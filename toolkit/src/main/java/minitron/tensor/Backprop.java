package minitron.tensor;

/**
 * How gradients are computed.
 *
 * @param precision of the matrix products
 * @param recompute whether the activations of a layer are computed again on the way back instead of
 *     kept, which costs another forward pass and gives the same bits
 */
public record Backprop(Precision precision, boolean recompute) {
  /** Float32, and all activations kept. */
  public static final Backprop F32 = new Backprop(Precision.F32, false);
}
