package minitron.bench;

/**
 * How often a piece of work is called.
 *
 * @param warmUps calls that do not count; Java needs some hundreds of short ones before it is at
 *     its full speed
 * @param timed calls that count
 */
public record Calls(int warmUps, int timed) {
  /** Checks the numbers. */
  public Calls {
    if (warmUps < 1 || timed < 1) {
      throw new IllegalArgumentException(
          "bench needs at least one warm-up and one timed call, and got %s and %s."
              .formatted(warmUps, timed));
    }
  }

  int all() {
    return warmUps + timed;
  }
}
