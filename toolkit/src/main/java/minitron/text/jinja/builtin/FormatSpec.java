package minitron.text.jinja.builtin;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import minitron.python.PythonText;
import minitron.text.jinja.value.Types;
import minitron.text.jinja.value.Values;

/** Python's format specifications, such as {@code >8.2f}: those of texts, and d, x, o, b, f, %. */
final class FormatSpec {
  private static final Pattern SPEC =
      Pattern.compile(
          "(?:(.)?([<>^=]))?([-+ ])?(#)?(0)?(\\d{1,6})?(,)?(?:\\.(\\d{1,6}))?([a-zA-Z%])?",
          Pattern.DOTALL);

  private FormatSpec() {}

  /** {@code format(value, spec)}. */
  static String format(Object value, String spec) {
    if (spec.isEmpty()) {
      return Values.str(value);
    }
    Matcher m = SPEC.matcher(spec);
    if (!m.matches()) {
      throw new IllegalArgumentException("the format '" + spec + "' is not known here");
    }
    boolean number = Types.isNumber(value) && !(value instanceof Boolean && m.group(9) == null);
    if (!number && !(value instanceof String)) {
      throw new IllegalArgumentException(
          "unsupported format string passed to %s.__format__".formatted(Types.name(value)));
    }
    String sign = number ? sign(value, m.group(3)) : "";
    String digits = number ? digits(value, m, spec) : text((String) value, m, spec);
    return padded(sign, digits, m, number);
  }

  private static String text(String text, Matcher m, String spec) {
    if (m.group(3) != null
        || m.group(7) != null
        || "=".equals(m.group(2))
        || !(m.group(9) == null || m.group(9).equals("s"))) {
      throw new IllegalArgumentException("the format '" + spec + "' is none of a str");
    }
    int most = m.group(8) == null ? Integer.MAX_VALUE : Integer.parseInt(m.group(8));
    return PythonText.length(text) <= most ? text : Texts.part(text, 0, most);
  }

  private static String sign(Object value, String asked) {
    double real = Types.real(value);
    boolean minus = real < 0 || (value instanceof Double && 1 / real < 0);
    return minus ? "-" : asked == null || asked.equals("-") ? "" : asked;
  }

  private static String digits(Object value, Matcher m, String spec) {
    String kind = m.group(9) == null ? (value instanceof Double ? "" : "d") : m.group(9);
    int places = m.group(8) == null ? 6 : Integer.parseInt(m.group(8));
    boolean whole = !(value instanceof Double);
    String digits =
        switch (kind) {
          case "d" -> whole && m.group(8) == null ? radix(value, 10) : unknown(spec);
          case "x", "X", "o", "b" ->
              whole && m.group(8) == null
                  ? prefixed(value, kind, m.group(4) != null)
                  : unknown(spec);
          case "f", "F" -> fixed(Types.real(value), places);
          case "%" -> fixed(Types.real(value) * 100, places) + "%";
          case "" -> m.group(8) == null ? Values.str(Math.abs(Types.real(value))) : unknown(spec);
          default -> unknown(spec);
        };
    return m.group(7) == null ? digits : grouped(digits);
  }

  private static String unknown(String spec) {
    throw new IllegalArgumentException("the format '" + spec + "' of a number is not known here");
  }

  private static String radix(Object value, int radix) {
    BigInteger whole = Types.whole(value).abs();
    return whole.toString(radix);
  }

  private static String prefixed(Object value, String kind, boolean prefix) {
    String digits = radix(value, kind.equals("b") ? 2 : kind.equals("o") ? 8 : 16);
    String all = (prefix ? "0" + kind.toLowerCase(Locale.ROOT) : "") + digits;
    return kind.equals("X") ? all.toUpperCase(Locale.ROOT) : all;
  }

  /** A number without its sign, with so many digits behind the point. */
  static String fixed(double value, int places) {
    if (Double.isNaN(value) || Double.isInfinite(value)) {
      return Double.isNaN(value) ? "nan" : "inf";
    }
    return new BigDecimal(Math.abs(value)).setScale(places, RoundingMode.HALF_EVEN).toPlainString();
  }

  private static String grouped(String digits) {
    int end =
        digits.indexOf('.') >= 0
            ? digits.indexOf('.')
            : digits.endsWith("%") ? digits.length() - 1 : digits.length();
    return digits.substring(0, end).replaceAll("(?<=\\d)(?=(\\d{3})+$)", ",")
        + digits.substring(end);
  }

  private static String padded(String sign, String digits, Matcher m, boolean number) {
    boolean zero = m.group(5) != null;
    String fill = m.group(1) != null ? m.group(1) : zero ? "0" : " ";
    String align = m.group(2) != null ? m.group(2) : number ? (zero ? "=" : ">") : "<";
    int width = m.group(6) == null ? 0 : Integer.parseInt(m.group(6));
    int missing = Math.max(0, width - PythonText.length(sign + digits));
    return switch (align) {
      case "<" -> sign + digits + fill.repeat(missing);
      case ">" -> fill.repeat(missing) + sign + digits;
      case "=" -> sign + fill.repeat(missing) + digits;
      default -> fill.repeat(missing / 2) + sign + digits + fill.repeat(missing - missing / 2);
    };
  }
}
