package minitron.train;

import minitron.report.Numbers;

/**
 * The learning rate along a run: a linear warm-up, then a cosine from the peak to the minimum
 * (Table 4 of the paper).
 *
 * @param peak the highest rate
 * @param minimum the rate at the end
 * @param warmUp steps of the warm-up, or {@link #SCALED}
 */
public record Schedule(double peak, double minimum, long warmUp) {
  /** A warm-up that is scaled from the paper's: 40 of 9960 steps, at least 10. */
  public static final long SCALED = -1;

  /** Checks every value alone and against the others. */
  public Schedule {
    if (!(peak > 0) || !Double.isFinite(peak)) {
      throw new IllegalArgumentException(
          "learning rate " + Numbers.exact(peak) + ": a number above 0 is needed, e.g. 1e-4.");
    }
    if (!(minimum >= 0) || minimum > peak) {
      throw new IllegalArgumentException(
          "minimum learning rate %s: allowed are 0 to %s."
              .formatted(Numbers.exact(minimum), Numbers.exact(peak)));
    }
    if (warmUp < 0 && warmUp != SCALED) {
      throw new IllegalArgumentException("warm-up " + warmUp + ": 0 or more steps are needed.");
    }
  }

  /** Steps of the warm-up of a run of so many steps; never more than there are. */
  long warmUp(long steps) {
    long scaled = Math.max(10, Math.round(steps * 40 / 9960.0));
    return Math.min(steps, warmUp == SCALED ? scaled : warmUp);
  }

  /** The rate of a step, counted from 0, of a run of so many. */
  double at(long step, long steps) {
    long warm = warmUp(steps);
    if (step < warm) {
      return peak * (step + 1) / warm;
    }
    double done = (double) (step - warm) / Math.max(1, steps - warm);
    return minimum + (peak - minimum) * (1 + Math.cos(Math.PI * done)) / 2;
  }
}
