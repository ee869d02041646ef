package minitron.eval.bfcl.python;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import minitron.python.Complex;
import minitron.python.PythonJson;

/** Python's arithmetic: whole numbers have no bound, and what is divided is rounded down. */
final class PyMath {
  private static final int MOST_BITS = 1 << 16;
  private static final MathContext EXACT = new MathContext(60);

  private PyMath() {}

  static boolean isWhole(Object value) {
    return value instanceof Long || value instanceof BigInteger || value instanceof Boolean;
  }

  static boolean isNumber(Object value) {
    return isWhole(value) || value instanceof Double || value instanceof Complex;
  }

  static BigInteger whole(Object value) {
    return value instanceof BigInteger big
        ? big
        : BigInteger.valueOf(value instanceof Boolean truth ? truth ? 1 : 0 : (Long) value);
  }

  static double real(Object value) {
    if (value instanceof Double number) {
      return number;
    }
    double number = whole(value).doubleValue();
    if (Double.isInfinite(number)) {
      throw new IllegalArgumentException("int too large to convert to float");
    }
    return number;
  }

  private static Complex complex(Object value) {
    return value instanceof Complex complex ? complex : new Complex(real(value), 0);
  }

  /** A number's value with its sign changed. */
  static Object negated(Object value) {
    if (value instanceof Complex complex) {
      return complex.negated();
    }
    return value instanceof Double number
        ? (Object) (-number)
        : PythonJson.whole(whole(value).negate());
  }

  static Object binary(String operator, Object a, Object b) {
    if (a instanceof Complex || b instanceof Complex) {
      return complex(operator, complex(a), complex(b));
    }
    if (isWhole(a) && isWhole(b)) {
      return whole(operator, a, b);
    }
    return PyReals.binary(operator, real(a), real(b));
  }

  private static Object complex(String operator, Complex a, Complex b) {
    return switch (operator) {
      case "+" -> a.plus(b);
      case "-" -> a.plus(b.negated());
      case "*" -> a.times(b);
      case "/" -> a.over(b);
      default -> throw PyReals.unsupported(operator);
    };
  }

  private static Object whole(String operator, Object one, Object other) {
    BigInteger a = whole(one);
    BigInteger b = whole(other);
    if ("/ // %".contains(operator) && b.signum() == 0) {
      throw PyReals.byZero();
    }
    return switch (operator) {
      case "/" -> quotient(a, b);
      case "**" -> power(a, b);
      case "&", "|", "^" ->
          bits(operator, a, b, one instanceof Boolean && other instanceof Boolean);
      default -> PythonJson.whole(plain(operator, a, b));
    };
  }

  private static BigInteger plain(String operator, BigInteger a, BigInteger b) {
    return switch (operator) {
      case "+" -> a.add(b);
      case "-" -> a.subtract(b);
      case "*" -> a.multiply(b);
      case "//" -> floor(a, b);
      case "%" -> a.subtract(floor(a, b).multiply(b));
      case "<<" -> a.shiftLeft(shift(b));
      case ">>" -> a.shiftRight(shift(b));
      default -> throw PyReals.unsupported(operator);
    };
  }

  private static BigInteger floor(BigInteger a, BigInteger b) {
    BigInteger[] parts = a.divideAndRemainder(b);
    return parts[1].signum() * b.signum() < 0 ? parts[0].subtract(BigInteger.ONE) : parts[0];
  }

  private static int shift(BigInteger by) {
    if (by.signum() < 0 || by.bitLength() > 20) {
      throw new IllegalArgumentException("a shift by " + by);
    }
    return by.intValue();
  }

  private static Object bits(String operator, BigInteger a, BigInteger b, boolean truths) {
    BigInteger value =
        switch (operator) {
          case "&" -> a.and(b);
          case "|" -> a.or(b);
          default -> a.xor(b);
        };
    return truths ? (Object) (value.signum() != 0) : PythonJson.whole(value);
  }

  private static Double quotient(BigInteger a, BigInteger b) {
    return PyReals.finite(new BigDecimal(a).divide(new BigDecimal(b), EXACT).doubleValue());
  }

  private static Object power(BigInteger a, BigInteger b) {
    if (b.signum() < 0) {
      return PyReals.binary("**", a.doubleValue(), b.doubleValue());
    }
    if (a.bitLength() > 1 && (b.bitLength() > 20 || a.bitLength() * b.longValue() > MOST_BITS)) {
      throw new IllegalArgumentException("a power too large to be a parameter");
    }
    boolean odd = b.testBit(0);
    return a.bitLength() <= 1 && b.bitLength() > 20
        ? PythonJson.whole(odd ? a : a.abs())
        : PythonJson.whole(a.pow(b.intValue()));
  }
}
