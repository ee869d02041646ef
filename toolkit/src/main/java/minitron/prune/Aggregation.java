package minitron.prune;

import java.util.Locale;

/**
 * How the activations of a channel become its score: first over the time steps of each sample, then
 * over the samples.
 *
 * @param time over the sequence
 * @param samples over the batch
 */
public record Aggregation(Statistic time, Statistic samples) {
  /**
   * How many numbers become one, as in the first Minitron paper (arXiv 2407.14679, section 2.2).
   */
  public enum Statistic {
    /** Mean of the absolute values. */
    MEAN(0),
    /** Root of the sum of the squares. */
    L2(1),
    /** Mean squared distance from the mean. */
    VARIANCE(2);

    /** Its number in {@code over_time} of kernels.py. */
    final int code;

    Statistic(int code) {
      this.code = code;
    }
  }

  /** Mean over the sequence, L2 over the batch: the paper's choice ("Pruning", best practices). */
  public static final Aggregation MINITRON = new Aggregation(Statistic.MEAN, Statistic.L2);

  /**
   * The statistic of samples from their sums.
   *
   * @param sum Σ s
   * @param squares Σ s²
   * @param count number of samples
   */
  double over(double sum, double squares, long count) {
    double mean = sum / count;
    return switch (samples) {
      case MEAN -> mean;
      case L2 -> Math.sqrt(squares);
      case VARIANCE -> Math.max(0, squares / count - mean * mean);
    };
  }

  @Override
  public String toString() {
    return (time + " over the sequence, " + samples + " over the batch").toLowerCase(Locale.ROOT);
  }
}
