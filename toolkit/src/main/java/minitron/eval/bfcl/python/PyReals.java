package minitron.eval.bfcl.python;

import minitron.python.Complex;

/** Python's arithmetic of floats. */
final class PyReals {
  private PyReals() {}

  static IllegalArgumentException unsupported(String operator) {
    return new IllegalArgumentException("unsupported operand types for " + operator);
  }

  static IllegalArgumentException byZero() {
    return new IllegalArgumentException("division by zero");
  }

  static double finite(double value) {
    if (Double.isInfinite(value)) {
      throw new IllegalArgumentException("the result is too large for a float");
    }
    return value;
  }

  static Object binary(String operator, double a, double b) {
    if ("/ // %".contains(operator) && b == 0) {
      throw byZero();
    }
    return switch (operator) {
      case "+" -> a + b;
      case "-" -> a - b;
      case "*" -> a * b;
      case "/" -> a / b;
      case "//" -> floored(a, b);
      case "%" -> remainder(a, b);
      case "**" -> power(a, b);
      default -> throw unsupported(operator);
    };
  }

  private static double remainder(double a, double b) {
    double rest = a % b;
    return rest == 0 ? Math.copySign(0, b) : (rest < 0) != (b < 0) ? rest + b : rest;
  }

  /** As CPython's {@code float_floor_div}. */
  private static double floored(double a, double b) {
    double rest = a % b;
    double quotient = (a - rest) / b;
    if (rest != 0 && (b < 0) != (rest < 0)) {
      quotient -= 1;
    }
    if (quotient == 0) {
      return Math.copySign(0, a / b);
    }
    double floor = Math.floor(quotient);
    return quotient - floor > 0.5 ? floor + 1 : floor;
  }

  private static Object power(double a, double b) {
    if (a == 0 && b < 0) {
      throw byZero();
    }
    if (a < 0 && Double.isFinite(a) && Double.isFinite(b) && b != Math.rint(b)) {
      double size = Math.pow(-a, b);
      return new Complex(size * Math.cos(Math.PI * b), size * Math.sin(Math.PI * b));
    }
    double value = a == 1 || b == 0 ? 1 : Math.pow(a, b);
    return Double.isFinite(a) && Double.isFinite(b) ? (Object) finite(value) : (Object) value;
  }
}
