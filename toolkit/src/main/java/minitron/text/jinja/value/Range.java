package minitron.text.jinja.value;

/**
 * Whole numbers from one up or down to another.
 *
 * @param from the first
 * @param to one past the last
 * @param step between two
 */
public record Range(long from, long to, long step) implements Printed {
  private static final int LARGEST = 100_000;

  /** Checks the step, and that there are not too many for the sandbox. */
  public Range {
    if (step == 0) {
      throw new IllegalArgumentException("range() arg 3 must not be zero");
    }
    if (count(from, to, step) > LARGEST) {
      throw new IllegalArgumentException(
          "Range too big. The sandbox blocks ranges larger than MAX_RANGE (" + LARGEST + ").");
    }
  }

  private static double count(long from, long to, long step) {
    return Math.max(0, Math.ceil(((double) to - from) / step));
  }

  /** How many there are. */
  public int size() {
    return (int) count(from, to, step);
  }

  /** The number at a place, from 0. */
  public long get(int place) {
    return from + place * step;
  }

  @Override
  public String repr() {
    return "range(" + from + ", " + to + (step == 1 ? "" : ", " + step) + ")";
  }
}
