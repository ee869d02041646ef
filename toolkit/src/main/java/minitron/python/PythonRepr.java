package minitron.python;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What Python prints: {@code str} and {@code repr} of its values. */
public final class PythonRepr {
  /** The decimal digits that tell any two doubles apart. */
  private static final int MOST_DIGITS = 17;

  /** {@code repr} writes an exponent from here on, and below 1e-4. */
  private static final int LARGEST_PLAIN = 16;

  private PythonRepr() {}

  /** {@code str(value)}: a string as it is, anything else by its {@code repr}. */
  public static String str(Object value) {
    return value instanceof String text ? text : repr(value);
  }

  /**
   * {@code repr(value)}.
   *
   * @throws IllegalArgumentException for what is no value of Python's here
   */
  public static String repr(Object value) {
    if (value == null) {
      return "None";
    }
    if (value instanceof Boolean truth) {
      return truth ? "True" : "False";
    }
    if (value instanceof Double number) {
      return number(number);
    }
    if (value instanceof Number whole) {
      return whole.toString();
    }
    if (value instanceof String text) {
      return quoted(text);
    }
    if (value instanceof List<?> list) {
      return "[" + items(list) + "]";
    }
    if (value instanceof Tuple tuple) {
      return "(" + items(tuple.items()) + (tuple.items().size() == 1 ? ",)" : ")");
    }
    if (value instanceof Map<?, ?> dict) {
      return dict.entrySet().stream()
          .map(entry -> repr(entry.getKey()) + ": " + repr(entry.getValue()))
          .collect(Collectors.joining(", ", "{", "}"));
    }
    if (value instanceof Complex number) {
      return complex(number);
    }
    if (value instanceof Bytes bytes) {
      return bytes.toString();
    }
    throw new IllegalArgumentException("Python has no such value: " + value.getClass().getName());
  }

  private static String items(List<?> items) {
    return items.stream().map(PythonRepr::repr).collect(Collectors.joining(", "));
  }

  /** {@code repr} of a float: the fewest digits that are read back as the same number. */
  public static String number(double value) {
    if (Double.isNaN(value)) {
      return "nan";
    }
    if (Double.isInfinite(value)) {
      return value > 0 ? "inf" : "-inf";
    }
    String sign = value < 0 || 1 / value < 0 ? "-" : "";
    return sign + (value == 0 ? "0.0" : positive(Math.abs(value)));
  }

  private static String positive(double value) {
    // Not Double.toString, which before Java 19 has a digit too many here and there.
    BigDecimal shortest = shortest(value).stripTrailingZeros();
    String digits = shortest.unscaledValue().toString();
    int point = digits.length() - shortest.scale(); // digits before the point
    if (point <= -4 || point > LARGEST_PLAIN) {
      return exponential(digits, point - 1);
    }
    if (point <= 0) {
      return "0." + "0".repeat(-point) + digits;
    }
    return point >= digits.length()
        ? digits + "0".repeat(point - digits.length()) + ".0"
        : digits.substring(0, point) + "." + digits.substring(point);
  }

  private static BigDecimal shortest(double value) {
    BigDecimal exact = new BigDecimal(value);
    for (int digits = 1; digits < MOST_DIGITS; digits++) {
      BigDecimal rounded = exact.round(new MathContext(digits, RoundingMode.HALF_EVEN));
      if (rounded.doubleValue() == value) {
        return rounded;
      }
    }
    return exact.round(new MathContext(MOST_DIGITS, RoundingMode.HALF_EVEN));
  }

  private static String exponential(String digits, int exponent) {
    String fraction = digits.length() == 1 ? "" : "." + digits.substring(1);
    String size = (Math.abs(exponent) < 10 ? "0" : "") + Math.abs(exponent);
    return digits.charAt(0) + fraction + "e" + (exponent < 0 ? "-" : "+") + size;
  }

  private static String complex(Complex value) {
    String tail = part(value.imaginary()) + "j";
    boolean plain = value.real() == 0 && 1 / value.real() > 0;
    String sign = tail.startsWith("-") ? "" : "+";
    return plain ? tail : "(" + part(value.real()) + sign + tail + ")";
  }

  private static String part(double value) {
    String text = number(value);
    return text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
  }

  /** {@code repr} of a string: in single quotes, or in double ones if it has single ones alone. */
  private static String quoted(String text) {
    char quote = text.contains("'") && !text.contains("\"") ? '"' : '\'';
    var quoted = new StringBuilder().append(quote);
    text.codePoints().forEach(point -> quoted.append(escaped(point, quote)));
    return quoted.append(quote).toString();
  }

  private static String escaped(int point, char quote) {
    if (point == '\\' || point == quote) {
      return "\\" + (char) point;
    }
    return switch (point) {
      case '\n' -> "\\n";
      case '\r' -> "\\r";
      case '\t' -> "\\t";
      default -> isPrintable(point) ? Character.toString(point) : code(point);
    };
  }

  private static String code(int point) {
    if (point <= 0xff) {
      return String.format("\\x%02x", point);
    }
    return String.format(point <= 0xffff ? "\\u%04x" : "\\U%08x", point);
  }

  /** {@code str.isprintable()}: no control, no space but the blank, nothing unassigned. */
  private static boolean isPrintable(int point) {
    return point == ' '
        || switch (Character.getType(point)) {
          case Character.CONTROL,
              Character.FORMAT,
              Character.SURROGATE,
              Character.PRIVATE_USE,
              Character.UNASSIGNED,
              Character.LINE_SEPARATOR,
              Character.PARAGRAPH_SEPARATOR,
              Character.SPACE_SEPARATOR ->
              false;
          default -> true;
        };
  }
}
