package minitron.text.jinja.value;

import java.math.BigDecimal;
import java.util.Comparator;
import java.util.List;
import minitron.io.JsonText;
import minitron.python.PythonValues;
import minitron.python.Tuple;

/** Which of two values is the smaller one. */
public final class Comparison {
  private Comparison() {}

  /** {@code left sign right}, of {@code == != < <= > >= in} and {@code not in}. */
  public static boolean holds(String sign, Object left, Object right) {
    return switch (sign) {
      case "==" -> PythonValues.equal(left, right);
      case "!=" -> !PythonValues.equal(left, right);
      case "in" -> Values.contains(right, left);
      case "not in" -> !Values.contains(right, left);
      case "<" -> !isNan(left, right) && compare("<", left, right) < 0;
      case "<=" -> !isNan(left, right) && compare("<=", left, right) <= 0;
      case ">" -> !isNan(left, right) && compare(">", left, right) > 0;
      default -> !isNan(left, right) && compare(">=", left, right) >= 0;
    };
  }

  private static boolean isNan(Object left, Object right) {
    boolean numbers = Types.isNumber(left) && Types.isNumber(right);
    return numbers && (Double.isNaN(Types.real(left)) || Double.isNaN(Types.real(right)));
  }

  /** The order that {@code sorted} puts values in. */
  public static Comparator<Object> ascending() {
    return (left, right) -> holds("<", left, right) ? -1 : holds("<", right, left) ? 1 : 0;
  }

  private static int compare(String sign, Object left, Object right) {
    if (Types.isNumber(left) && Types.isNumber(right)) {
      return numbers(left, right);
    }
    if (left instanceof String one && right instanceof String other) {
      return JsonText.BY_UTF8.compare(one, other);
    }
    boolean lists = left instanceof List && right instanceof List;
    if (lists || (left instanceof Tuple && right instanceof Tuple)) {
      return items(sign, Values.list(left), Values.list(right));
    }
    if (left instanceof Undefined undefined) {
      throw undefined.error();
    }
    String types = "'" + sign + "' not supported between instances of '" + Types.name(left);
    throw Types.wrong(right, types + "' and '%s'");
  }

  private static int numbers(Object left, Object right) {
    double one = Types.real(left);
    double other = Types.real(right);
    if (Double.isInfinite(one) || Double.isInfinite(other)) {
      return one < other ? -1 : one > other ? 1 : 0;
    }
    return exact(left).compareTo(exact(right));
  }

  private static BigDecimal exact(Object number) {
    return number instanceof Double value
        ? new BigDecimal(value)
        : new BigDecimal(Types.whole(number));
  }

  private static int items(String sign, List<Object> left, List<Object> right) {
    for (int i = 0; i < Math.min(left.size(), right.size()); i++) {
      if (!PythonValues.equal(left.get(i), right.get(i))) {
        return compare(sign, left.get(i), right.get(i));
      }
    }
    return Integer.compare(left.size(), right.size());
  }
}
