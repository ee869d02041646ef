package minitron.report;

import java.math.BigDecimal;
import java.math.MathContext;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.Locale;

/** Numbers as people read them: 3.293, 2.2 M, 3 min 20 s. */
public final class Numbers {
  private static final String[] UNITS = {"", " K", " M", " B", " T"};

  private Numbers() {}

  /** Four significant digits without trailing zeros; whole numbers as counts; NaN is empty. */
  public static String number(double value) {
    int decimals = decimals(value);
    return decimals >= 0 ? fixed(value, decimals) : odd(value);
  }

  /** A number with this many decimals; what rounds to 0 has no sign. */
  public static String fixed(double value, int decimals) {
    String text = String.format(Locale.ROOT, "%,." + decimals + "f", value);
    return text.matches("-[0.]+") ? text.substring(1) : text;
  }

  /**
   * A number that is compared with a bound: one decimal more than the bound has, up to three, and
   * three for a bound of 0; NaN is empty.
   */
  public static String against(double bound, double value) {
    int decimals =
        bound == 0
            ? 3
            : Math.min(3, 1 + Math.max(0, BigDecimal.valueOf(bound).stripTrailingZeros().scale()));
    return Double.isFinite(value) ? fixed(value, decimals) : odd(value);
  }

  /** A number as a power of ten, with this many decimals: 5.00e-4. */
  public static String power(double value, int decimals) {
    return Double.isFinite(value) ? powers(decimals).format(value) : odd(value);
  }

  /** A number to its last digit: 0.05, 1.25e-4. */
  public static String exact(double value) {
    return Double.toString(value).replace('E', 'e');
  }

  /** The format of powers of ten. */
  static DecimalFormat powers(int decimals) {
    return format((decimals == 0 ? "0" : "0." + "0".repeat(decimals)) + "E0");
  }

  static DecimalFormat format(String pattern) {
    var symbols = DecimalFormatSymbols.getInstance(Locale.ROOT);
    symbols.setExponentSeparator("e");
    return new DecimalFormat(pattern, symbols);
  }

  /** How many decimals four significant digits need; −1 if the number is shown another way. */
  static int decimals(double value) {
    double size = Math.abs(value);
    if (!(size < 1e6) || (size < 1e-3 && size > 0) || (size >= 1e5 && value == Math.rint(value))) {
      return -1;
    }
    var digits = new BigDecimal(value).round(new MathContext(4)).stripTrailingZeros();
    return size >= 1000 ? (value == Math.rint(value) ? 0 : 1) : Math.max(0, digits.scale());
  }

  private static String odd(double value) {
    if (Double.isNaN(value)) {
      return "";
    }
    if (Double.isInfinite(value)) {
      return value > 0 ? "∞" : "−∞";
    }
    boolean count = value == Math.rint(value) && Math.abs(value) < 1e15;
    return count ? count((long) value) : power(value, 2);
  }

  /** A count: 640, 12,345, 400 K, 2.2 M, 4.5 B. */
  public static String count(long value) {
    if (Math.abs(value) < 100_000) {
      return String.format(Locale.ROOT, "%,d", value);
    }
    double shown = value;
    int unit = 0;
    // 999.6 would be shown as 1000, so it gets the next unit.
    while (Math.abs(shown) >= 999.5 && unit < UNITS.length - 1) {
      shown /= 1000;
      unit++;
    }
    String text = String.format(Locale.ROOT, Math.abs(shown) < 100 ? "%.1f" : "%.0f", shown);
    return (text.endsWith(".0") ? text.substring(0, text.length() - 2) : text) + UNITS[unit];
  }

  /** A length of time: 4.2 s, 48 s, 3 min 20 s, 2 h 05 min. */
  public static String duration(double seconds) {
    if (seconds < 9.95) {
      return String.format(Locale.ROOT, "%.1f s", seconds);
    }
    long whole = Math.round(seconds);
    if (whole < 60) {
      return whole + " s";
    }
    return whole < 3600
        ? String.format(Locale.ROOT, "%d min %02d s", whole / 60, whole % 60)
        : String.format(Locale.ROOT, "%d h %02d min", whole / 3600, whole % 3600 / 60);
  }
}
