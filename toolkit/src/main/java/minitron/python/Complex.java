package minitron.python;

/** A complex number, which Python has as a literal: {@code 2j}. */
public record Complex(double real, double imaginary) {
  /** The sum. */
  public Complex plus(Complex other) {
    return new Complex(real + other.real, imaginary + other.imaginary);
  }

  /** The product. */
  public Complex times(Complex other) {
    return new Complex(
        real * other.real - imaginary * other.imaginary,
        real * other.imaginary + imaginary * other.real);
  }

  /**
   * The quotient.
   *
   * @throws IllegalArgumentException for a division by zero
   */
  public Complex over(Complex other) {
    double size = other.real * other.real + other.imaginary * other.imaginary;
    if (size == 0) {
      throw new IllegalArgumentException("complex division by zero");
    }
    Complex product = times(new Complex(other.real, -other.imaginary));
    return new Complex(product.real / size, product.imaginary / size);
  }

  /** With both signs changed. */
  public Complex negated() {
    return new Complex(-real, -imaginary);
  }
}
