package minitron.text.jinja.value;

import static minitron.text.jinja.value.Types.isNumber;
import static minitron.text.jinja.value.Types.real;
import static minitron.text.jinja.value.Types.whole;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import minitron.python.PythonJson;
import minitron.python.Tuple;

/** Python's operators between values. */
public final class Arithmetic {
  private static final int MOST_ITEMS = 50_000_000;

  private Arithmetic() {}

  /**
   * {@code left sign right}.
   *
   * @throws IllegalArgumentException for values that have no such operator
   */
  public static Object of(String sign, Object left, Object right) {
    if (isNumber(left) && isNumber(right)) {
      return left instanceof Double || right instanceof Double
          ? (Object) floats(sign, left, right)
          : wholes(sign, whole(left), whole(right));
    }
    if (sign.equals("+")) {
      return joined(left, right);
    }
    if (sign.equals("*") && (isSequence(left) || isSequence(right))) {
      return isSequence(left) ? repeated(left, right) : repeated(right, left);
    }
    throw unsupported(sign, left, right);
  }

  private static boolean isSequence(Object value) {
    return value instanceof String || value instanceof List || value instanceof Tuple;
  }

  private static IllegalArgumentException unsupported(String sign, Object left, Object right) {
    for (Object operand : List.of(Boxes.boxed(left), Boxes.boxed(right))) {
      if (operand instanceof Undefined undefined) {
        return undefined.error();
      }
    }
    return new IllegalArgumentException(
        "unsupported operand type(s) for %s: '%s' and '%s'"
            .formatted(
                sign.equals("**") ? "** or pow()" : sign, Types.name(left), Types.name(right)));
  }

  private static Object joined(Object left, Object right) {
    if (left instanceof String one && right instanceof String other) {
      return one + other;
    }
    if (left instanceof List<?> one && right instanceof List<?> other) {
      return both(one, other);
    }
    if (left instanceof Tuple one && right instanceof Tuple other) {
      return new Tuple(both(one.items(), other.items()));
    }
    if (isSequence(left) && !(right instanceof Undefined)) {
      String type = Types.name(left);
      throw Types.wrong(
          right,
          left instanceof String
              ? "can only concatenate str (not \"%s\") to str"
              : "can only concatenate " + type + " (not \"%s\") to " + type);
    }
    throw unsupported("+", left, right);
  }

  private static List<Object> both(List<?> one, List<?> other) {
    List<Object> all = new ArrayList<>(one);
    all.addAll(other);
    return all;
  }

  private static Object repeated(Object sequence, Object times) {
    if (times instanceof Double || !isNumber(times)) {
      throw Types.wrong(times, "can't multiply sequence by non-int of type '%s'");
    }
    int size = Values.length(sequence).orElse(0);
    BigInteger count = whole(times).max(BigInteger.ZERO);
    if (count.bitLength() >= Long.SIZE) {
      throw new IllegalArgumentException("cannot fit 'int' into an index-sized integer");
    }
    if (count.multiply(BigInteger.valueOf(size)).compareTo(BigInteger.valueOf(MOST_ITEMS)) > 0) {
      throw new IllegalArgumentException(
          "a sequence is repeated to more than " + MOST_ITEMS + " items");
    }
    int n = size == 0 ? 0 : count.intValue();
    if (sequence instanceof String text) {
      return text.repeat(n);
    }
    List<Object> all = new ArrayList<>();
    Collections.nCopies(n, Values.list(sequence)).forEach(all::addAll);
    return sequence instanceof Tuple ? new Tuple(all) : all;
  }

  private static double floats(String sign, Object a, Object b) {
    double left = real(a);
    double right = real(b);
    if (right == 0 && (sign.startsWith("/") || sign.equals("%"))) {
      throw new IllegalArgumentException(
          sign.equals("/") ? "float division by zero" : "float floor division by zero");
    }
    return switch (sign) {
      case "+" -> left + right;
      case "-" -> left - right;
      case "*" -> left * right;
      case "/" -> left / right;
      case "//" -> floorDivide(left, right);
      case "%" -> remainder(left, right);
      default -> Powers.of(left, right);
    };
  }

  /** As CPython's float_divmod: from the exact remainder. */
  private static double floorDivide(double left, double right) {
    double mod = left % right;
    double div = (left - mod) / right;
    if (mod != 0 && (right < 0) != (mod < 0)) {
      div -= 1;
    }
    if (div == 0) {
      return Math.copySign(0, left / right);
    }
    double floor = Math.floor(div);
    return div - floor > 0.5 ? floor + 1 : floor;
  }

  private static double remainder(double left, double right) {
    double mod = left % right;
    if (mod == 0) {
      return Math.copySign(0, right);
    }
    return (right < 0) != (mod < 0) ? mod + right : mod;
  }

  private static Object wholes(String sign, BigInteger left, BigInteger right) {
    if (right.signum() == 0 && (sign.startsWith("/") || sign.equals("%"))) {
      throw new IllegalArgumentException(
          sign.equals("/") ? "division by zero" : "integer division or modulo by zero");
    }
    return switch (sign) {
      case "+" -> PythonJson.whole(left.add(right));
      case "-" -> PythonJson.whole(left.subtract(right));
      case "*" -> PythonJson.whole(left.multiply(right));
      case "/" -> quotient(left, right);
      case "//" -> PythonJson.whole(floor(left, right)[0]);
      case "%" -> PythonJson.whole(floor(left, right)[1]);
      default -> Powers.of(left, right);
    };
  }

  private static double quotient(BigInteger left, BigInteger right) {
    if (left.bitLength() < 54 && right.bitLength() < 54) {
      return left.doubleValue() / right.doubleValue();
    }
    // Rounding twice is exact: no quotient of such numbers lies that near a tie.
    int digits = left.bitLength() + right.bitLength() + 40;
    return new BigDecimal(left)
        .divide(new BigDecimal(right), new MathContext(digits))
        .doubleValue();
  }

  private static BigInteger[] floor(BigInteger left, BigInteger right) {
    BigInteger[] both = left.divideAndRemainder(right);
    if (both[1].signum() != 0 && both[1].signum() != right.signum()) {
      both[0] = both[0].subtract(BigInteger.ONE);
      both[1] = both[1].add(right);
    }
    return both;
  }
}
