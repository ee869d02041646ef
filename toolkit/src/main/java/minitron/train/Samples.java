package minitron.train;

/**
 * What a training step sees.
 *
 * @param batch samples a step
 * @param length tokens a sample
 * @param seed of the order of the samples
 * @param microBatch how many of a step's samples are computed at once; 0 for all
 */
public record Samples(int batch, int length, long seed, int microBatch) {
  /** Checks that a step sees something, and not more than an array can hold. */
  public Samples {
    require(batch >= 1, "batch " + batch + ": at least 1 sample is needed.");
    require(length >= 2, "length " + length + ": a sample needs a token and a next one.");
    require(
        (long) batch * length <= Integer.MAX_VALUE,
        "batch " + batch + " × length " + length + ": a step can see 2^31 − 1 tokens at most.");
    require(
        microBatch >= 0,
        "micro-batch " + microBatch + ": at least 1 sample is computed at once, or 0 for all.");
  }

  private static void require(boolean holds, String otherwise) {
    if (!holds) {
      throw new IllegalArgumentException(otherwise);
    }
  }

  /** How many samples are computed at once. */
  int atOnce() {
    return microBatch == 0 ? batch : Math.min(batch, microBatch);
  }

  Samples withBatch(int other) {
    return new Samples(other, length, seed, microBatch);
  }

  Samples withLength(int other) {
    return new Samples(batch, other, seed, microBatch);
  }

  Samples withSeed(long other) {
    return new Samples(batch, length, other, microBatch);
  }

  Samples withMicroBatch(int other) {
    return new Samples(batch, length, seed, other);
  }
}
