package minitron.prune;

/** How many numbers become one, as in the first Minitron paper (arXiv 2407.14679, section 2.2). */
public enum Statistic {
  /** Mean of the absolute values. */
  MEAN(0),
  /** Root of the sum of the squares. */
  L2(1),
  /** Mean squared distance from the mean. */
  VARIANCE(2);

  private final int code;

  Statistic(int code) {
    this.code = code;
  }

  /** Its number in {@code over_time} of kernels.py. */
  int code() {
    return code;
  }
}
