package minitron.train;

import minitron.report.Numbers;

/**
 * The learning rate of a run.
 *
 * @param peak the highest
 * @param minimum the one at the end
 * @param warmUp steps of the linear warm-up, or {@link #SCALED}
 */
public record Rates(double peak, double minimum, long warmUp) {
  /** A warm-up that is scaled from the paper's: 40 of 9960 steps, at least 10. */
  public static final long SCALED = -1;

  /** Checks every value alone and against the others. */
  public Rates {
    if (!(peak > 0) || !Double.isFinite(peak)) {
      throw new IllegalArgumentException(
          "learning rate " + Numbers.exact(peak) + ": a number above 0 is needed, such as 1e-4.");
    }
    if (!(minimum >= 0) || minimum > peak) {
      throw new IllegalArgumentException(
          "minimum learning rate "
              + Numbers.exact(minimum)
              + ": allowed are 0 to "
              + Numbers.exact(peak)
              + ".");
    }
    if (warmUp < 0 && warmUp != SCALED) {
      throw new IllegalArgumentException("warm-up " + warmUp + ": 0 or more steps are needed.");
    }
  }

  /** The rates of a run of so many steps. */
  Schedule over(long steps) {
    return new Schedule(peak, minimum, warmUpOf(steps), steps);
  }

  /** Steps of the warm-up of a run of so many steps; never more than there are. */
  long warmUpOf(long steps) {
    long scaled = Math.max(10, Math.round(steps * 40 / 9960.0));
    return Math.min(steps, warmUp == SCALED ? scaled : warmUp);
  }
}
