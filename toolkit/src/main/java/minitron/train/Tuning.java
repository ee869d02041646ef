package minitron.train;

/**
 * What only a training on conversations has.
 *
 * @param epochs how often each of them is seen; 0 where a number of tokens says how long it goes
 * @param steps in all, once the conversations are known; 0 before
 * @param packed whether whole conversations share a sample, as many as its length holds
 * @param meanOfMeans whether the loss of a step is the plain mean of its micro-batches' means, as
 *     NeMo-Aligner has it, and not the mean over its supervised tokens
 */
public record Tuning(double epochs, long steps, boolean packed, boolean meanOfMeans) {
  /** None of it. */
  public static final Tuning NONE = new Tuning(0, 0, false, false);

  /** Checks the epochs. */
  public Tuning {
    if (!(epochs >= 0) || Double.isInfinite(epochs) || steps < 0) {
      throw new IllegalArgumentException(
          "epochs " + epochs + ": a number above 0 is needed, such as 1 or 2.5.");
    }
  }

  Tuning withEpochs(double other) {
    return new Tuning(other, 0, packed, meanOfMeans);
  }

  Tuning withSteps(long other) {
    return new Tuning(epochs, other, packed, meanOfMeans);
  }

  Tuning withPacking() {
    return new Tuning(epochs, steps, true, meanOfMeans);
  }

  Tuning withMeanOfMeans() {
    return new Tuning(epochs, steps, packed, true);
  }

  @Override
  public String toString() {
    return (epochs > 0 ? epochs + " epochs, " : "")
        + steps
        + " steps"
        + (packed ? ", packed" : "")
        + (meanOfMeans ? ", mean of means" : "");
  }
}
