package minitron.text.jinja.builtin;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import minitron.python.PythonJson;
import minitron.python.PythonText;
import minitron.text.jinja.value.Types;
import minitron.text.jinja.value.Undefined;

/** Python's {@code int}, {@code float} and {@code round}. */
final class Numbers {
  private static final Pattern FLOAT =
      Pattern.compile(
          "[+-]?(\\d+(_\\d+)*\\.?(\\d+(_\\d+)*)?|\\.\\d+(_\\d+)*)([eE][+-]?\\d+(_\\d+)*)?");
  private static final Pattern SPECIAL =
      Pattern.compile("([+-]?)(inf|infinity|nan)", Pattern.CASE_INSENSITIVE);

  private Numbers() {}

  /** {@code int(text, base)}; empty if it is none. */
  static Optional<Number> whole(String text, int base) {
    String digits = decimal(PythonText.strip(text)).toLowerCase(Locale.ROOT);
    boolean signed = digits.startsWith("-") || digits.startsWith("+");
    String sign = digits.startsWith("-") ? "-" : "";
    digits = signed ? digits.substring(1) : digits;
    String prefix = base == 16 ? "0x" : base == 8 ? "0o" : base == 2 ? "0b" : "";
    if (!prefix.isEmpty() && digits.startsWith(prefix)) {
      digits = digits.substring(2).replaceFirst("^_", "");
    }
    if (!digits.matches("[0-9a-z]+(_[0-9a-z]+)*")) {
      return Optional.empty();
    }
    try {
      return Optional.of(PythonJson.whole(new BigInteger(sign + digits.replace("_", ""), base)));
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  /** Decimal digits of any script as ASCII's. */
  private static String decimal(String text) {
    var out = new StringBuilder();
    text.codePoints()
        .forEach(
            point -> {
              boolean digit = Character.getType(point) == Character.DECIMAL_DIGIT_NUMBER;
              out.appendCodePoint(digit ? '0' + Character.digit(point, 10) : point);
            });
    return out.toString();
  }

  /** {@code float(text)}; empty if it is none. */
  static Optional<Double> real(String text) {
    String number = decimal(PythonText.strip(text));
    var special = SPECIAL.matcher(number);
    if (special.matches()) {
      double value =
          special.group(2).toLowerCase(Locale.ROOT).equals("nan")
              ? Double.NaN
              : Double.POSITIVE_INFINITY;
      return Optional.of(special.group(1).equals("-") ? -value : value);
    }
    return FLOAT.matcher(number).matches()
        ? Optional.of(Double.valueOf(number.replace("_", "")))
        : Optional.empty();
  }

  /** {@code int(value)} of a float; empty if it has no whole part. */
  static Optional<Number> truncated(double value) {
    return Double.isFinite(value)
        ? Optional.of(PythonJson.whole(new BigDecimal(value).toBigInteger()))
        : Optional.empty();
  }

  /** {@code round(value, digits)}: half to even, of the binary value. */
  static Object round(Object value, long digits) {
    if (value instanceof Undefined undefined) {
      throw undefined.error();
    }
    if (!Types.isNumber(value)) {
      throw Types.wrong(value, "type %s doesn't define __round__ method");
    }
    int places = (int) Math.max(-400, Math.min(400, digits));
    if (!(value instanceof Double real)) {
      BigInteger whole = Types.whole(value);
      return places >= 0
          ? PythonJson.whole(whole)
          : PythonJson.whole(rounded(new BigDecimal(whole), places).toBigInteger());
    }
    if (!Double.isFinite(real)) {
      return real;
    }
    double result = rounded(new BigDecimal(real), places).doubleValue();
    return result == 0 ? Math.copySign(0, real) : result;
  }

  private static BigDecimal rounded(BigDecimal value, int places) {
    return value.scale() <= places ? value : value.setScale(places, RoundingMode.HALF_EVEN);
  }
}
