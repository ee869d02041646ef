package minitron.model;

/** How large a model may be said to be, so that nothing is laid out for a number alone. */
final class SizeLimits {
  /** The deepest models that are known have less than a tenth of it. */
  private static final int LAYERS = 10_000;

  /** A thousand times the largest models; their bytes are still far from 2^63. */
  private static final double PARAMETERS = 1e15;

  private SizeLimits() {}

  /**
   * Checks what {@link ModelConfig} counts in ints, and the parameters.
   *
   * @throws IllegalArgumentException if there are too many layers, channels of heads or parameters
   */
  static void check(int vocabulary, int hidden, int mlp, int layers, int heads, int headDim) {
    if (layers > LAYERS) {
      throw new IllegalArgumentException(
          "num_hidden_layers %d is too large: allowed are up to %d.".formatted(layers, LAYERS));
    }
    long attention = (long) heads * headDim;
    if (attention > Integer.MAX_VALUE) {
      throw new IllegalArgumentException(
          "num_attention_heads %d × head_dim %d is too large: allowed are up to %d channels."
              .formatted(heads, headDim, Integer.MAX_VALUE));
    }
    double layer = 2.0 * hidden * attention + 3.0 * hidden * mlp;
    double parameters = layers * layer + (double) vocabulary * hidden;
    if (parameters > PARAMETERS) {
      throw new IllegalArgumentException(
          "hidden_size %d, intermediate_size %d, %d channels of heads, %d layers and vocab_size %d make a model of %.0e parameters: allowed are up to %.0e."
              .formatted(hidden, mlp, attention, layers, vocabulary, parameters, PARAMETERS));
    }
  }
}
