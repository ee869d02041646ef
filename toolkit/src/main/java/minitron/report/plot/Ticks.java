package minitron.report.plot;

import java.util.function.Function;
import minitron.report.Numbers;

/** The number format of an axis: every tick gets as many decimals as the step needs. */
final class Ticks {
  private Ticks() {}

  /**
   * The pattern for an axis from low to high. XChart steps by 1, 2 or 5 times a power of ten, and
   * writes 2.8, 3, 3.2; with a pattern it writes 2.8, 3.0, 3.2.
   *
   * @param ticks about how many ticks fit
   */
  static String pattern(double low, double high, int ticks) {
    int decimals = decimals(low, high, ticks);
    return decimals == 0 ? "#,##0" : "#,##0." + "0".repeat(decimals);
  }

  /** How the shares on an axis from low to high are written, in percent. */
  static Function<Double, String> percent(double low, double high, int ticks) {
    int decimals = decimals(100 * low, 100 * high, ticks);
    return share -> Numbers.fixed(100 * share, decimals) + " %";
  }

  /** How many decimals its steps need. */
  static int decimals(double low, double high, int ticks) {
    double step = Math.abs(high - low) / ticks;
    if (!(step > 0) || step >= 7.5) {
      return 0;
    }
    int exponent = (int) Math.floor(Math.log10(step));
    boolean nextPower = step / Math.pow(10, exponent) > 7.5;
    return Math.min(8, Math.max(0, -(nextPower ? exponent + 1 : exponent)));
  }

  /** The smallest step of 1, 2 or 5 times a power of ten that gives at most so many labels. */
  static int step(int count, int most) {
    int power = 1;
    while (true) {
      for (int step : new int[] {power, 2 * power, 5 * power}) {
        if (count / step <= most) {
          return step;
        }
      }
      power *= 10;
    }
  }
}
