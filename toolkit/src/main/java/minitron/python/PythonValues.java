package minitron.python;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;

/** When Python takes two values for equal, and a value for true. */
public final class PythonValues {
  private PythonValues() {}

  /** {@code a == b}: 1, 1.0 and True are equal; a list and a tuple never are. */
  public static boolean equal(Object a, Object b) {
    if (isNumber(a) && isNumber(b)) {
      return equalNumbers(a, b);
    }
    if (a instanceof List<?> one && b instanceof List<?> other) {
      return equalItems(one, other);
    }
    if (a instanceof Tuple one && b instanceof Tuple other) {
      return equalItems(one.items(), other.items());
    }
    if (a instanceof Map<?, ?> one && b instanceof Map<?, ?> other) {
      return one.size() == other.size()
          && one.entrySet().stream()
              .allMatch(
                  entry ->
                      other.containsKey(entry.getKey())
                          && equal(entry.getValue(), other.get(entry.getKey())));
    }
    return a == null ? b == null : a.equals(b);
  }

  private static boolean isNumber(Object value) {
    return value instanceof Number || value instanceof Boolean;
  }

  private static boolean equalNumbers(Object a, Object b) {
    boolean finite = Double.isFinite(toDouble(a)) && Double.isFinite(toDouble(b));
    boolean floats = a instanceof Double || b instanceof Double;
    return (floats && !finite) ? toDouble(a) == toDouble(b) : exact(a).compareTo(exact(b)) == 0;
  }

  private static double toDouble(Object number) {
    return number instanceof Boolean truth ? truth ? 1 : 0 : ((Number) number).doubleValue();
  }

  private static BigDecimal exact(Object number) {
    if (number instanceof Double value) {
      return new BigDecimal(value);
    }
    if (number instanceof BigInteger value) {
      return new BigDecimal(value);
    }
    return number instanceof Boolean truth
        ? truth ? BigDecimal.ONE : BigDecimal.ZERO
        : BigDecimal.valueOf(((Number) number).longValue());
  }

  private static boolean equalItems(List<?> one, List<?> other) {
    if (one.size() != other.size()) {
      return false;
    }
    for (int i = 0; i < one.size(); i++) {
      if (!equal(one.get(i), other.get(i))) {
        return false;
      }
    }
    return true;
  }

  /** {@code bool(value)}: None, False, 0, and what is empty are not true. */
  public static boolean isTrue(Object value) {
    if (value == null) {
      return false;
    }
    if (isNumber(value)) {
      return toDouble(value) != 0;
    }
    if (value instanceof String text) {
      return !text.isEmpty();
    }
    if (value instanceof List<?> list) {
      return !list.isEmpty();
    }
    if (value instanceof Tuple tuple) {
      return !tuple.items().isEmpty();
    }
    return !value.equals(Map.of());
  }
}
