package minitron.text.jinja.value;

import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import minitron.python.Tuple;

/** What Python calls the types of values. */
public final class Types {
  private Types() {}

  /** A type's name, such as {@code str}. */
  public static String name(Object value) {
    if (value == null) {
      return "NoneType";
    }
    if (value instanceof String) {
      return "str";
    }
    if (value instanceof Boolean) {
      return "bool";
    }
    if (isWhole(value)) {
      return "int";
    }
    if (value instanceof Double) {
      return "float";
    }
    if (value instanceof List) {
      return "list";
    }
    if (value instanceof Tuple) {
      return "tuple";
    }
    if (value instanceof Map) {
      return "dict";
    }
    return value instanceof View view ? view.type() : other(value);
  }

  private static String other(Object value) {
    return switch (value.getClass().getSimpleName()) {
      case "Undefined" -> "Undefined";
      case "Namespace" -> "jinja2.utils.Namespace";
      case "Range" -> "range";
      case "Generator" -> "generator";
      case "Macro" -> "Macro";
      case "Loop" -> "jinja2.runtime.LoopContext";
      default -> "function";
    };
  }

  /** Whether it is an int, and no truth value. */
  public static boolean isWhole(Object value) {
    return value instanceof Long || value instanceof Integer || value instanceof BigInteger;
  }

  /** Whether it is an int, a float or a truth value, which is one too. */
  public static boolean isNumber(Object value) {
    return value instanceof Number || value instanceof Boolean;
  }

  /** An int of any size. */
  public static BigInteger whole(Object value) {
    if (value instanceof BigInteger big) {
      return big;
    }
    return value instanceof Boolean truth
        ? truth ? BigInteger.ONE : BigInteger.ZERO
        : BigInteger.valueOf(((Number) value).longValue());
  }

  /** A number as a float. */
  public static double real(Object value) {
    return value instanceof Boolean truth ? truth ? 1 : 0 : ((Number) value).doubleValue();
  }

  /**
   * The error of an operation that a value has not.
   *
   * @param what with a place for the type's name
   */
  public static IllegalArgumentException wrong(Object value, String what) {
    return value instanceof Undefined undefined
        ? undefined.error()
        : new IllegalArgumentException(what.formatted(name(value)));
  }
}
