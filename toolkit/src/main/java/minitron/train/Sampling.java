package minitron.train;

/**
 * What a step sees.
 *
 * @param batch samples
 * @param length tokens a sample
 * @param seed of the order of the samples
 */
public record Sampling(int batch, int length, long seed) {
  /** Checks that a step sees something, and not more than an array can hold. */
  public Sampling {
    if (batch < 1) {
      throw new IllegalArgumentException("batch " + batch + ": at least 1 sample is needed.");
    }
    if (length < 2) {
      throw new IllegalArgumentException(
          "length " + length + ": a sample needs a token and a next one.");
    }
    if ((long) batch * length > Integer.MAX_VALUE) {
      throw new IllegalArgumentException(
          "batch " + batch + " × length " + length + ": a step can see 2^31 − 1 tokens at most.");
    }
  }

  /** Tokens of a step. */
  public long tokens() {
    return (long) batch * length;
  }
}
