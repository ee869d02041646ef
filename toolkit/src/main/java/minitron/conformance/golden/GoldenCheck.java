package minitron.conformance.golden;

import java.util.Optional;

/** Compares a row with what is computed here. */
@FunctionalInterface
interface GoldenCheck {
  /** What differs, in a few words; empty if nothing does. */
  Optional<String> difference(GoldenRow row, GoldenFolder folder);

  /** What differs between two values that must be equal, as {@code repr} prints them. */
  static Optional<String> equal(String what, Object expected, Object actual) {
    return expected.equals(actual)
        ? Optional.empty()
        : Optional.of("%s is %s, expected %s".formatted(what, actual, expected));
  }

  /** What differs between numbers that must be equal to 1e-9 of their size. */
  static Optional<String> close(String what, double expected, double actual) {
    return Math.abs(expected - actual) <= 1e-9 * Math.abs(expected)
        ? Optional.empty()
        : Optional.of("%s is %s, expected %s".formatted(what, actual, expected));
  }
}
