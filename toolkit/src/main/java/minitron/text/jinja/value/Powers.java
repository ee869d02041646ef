package minitron.text.jinja.value;

import java.math.BigInteger;
import minitron.python.PythonJson;

/** Python's {@code **}. */
final class Powers {
  private static final int MOST_BITS = 100_000;

  private Powers() {}

  static double of(double left, double right) {
    if ((left < 0 && right != Math.rint(right)) || (left == 0 && right < 0)) {
      throw new IllegalArgumentException("a power that is no number, or no real one");
    }
    double power = left == 1 || right == 0 ? 1 : Math.pow(left, right);
    if (Double.isInfinite(power) && Double.isFinite(left) && Double.isFinite(right)) {
      throw new IllegalArgumentException("(34, 'Numerical result out of range')");
    }
    return power;
  }

  static Object of(BigInteger left, BigInteger right) {
    if (right.signum() < 0) {
      return of(left.doubleValue(), right.doubleValue());
    }
    if (left.abs().compareTo(BigInteger.ONE) <= 0) {
      boolean odd = right.testBit(0);
      return right.signum() == 0 ? 1L : left.signum() < 0 && !odd ? 1L : left.longValue();
    }
    if (left.bitLength() * right.doubleValue() > MOST_BITS) {
      throw new IllegalArgumentException("a power has more than " + MOST_BITS + " bits");
    }
    return PythonJson.whole(left.pow(right.intValueExact()));
  }
}
