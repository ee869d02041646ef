package minitron;

import java.util.Locale;

/**
 * How much a notebook computes. The {@link Setting} {@code BUDGET} says which of the three: {@code
 * fast}, {@code small} or {@code full}. Without it, it is {@code small}.
 */
public enum Budget {
  /** To see that it runs. */
  FAST,
  /** For a laptop. */
  SMALL,
  /** As much as the result needs. */
  FULL;

  /** The number for the budget of this run. */
  public static int of(int fast, int small, int full) {
    return switch (current()) {
      case FAST -> fast;
      case SMALL -> small;
      case FULL -> full;
    };
  }

  /**
   * The budget of this run.
   *
   * @throws IllegalArgumentException if the setting is none of the three
   */
  public static Budget current() {
    String name = Setting.of("BUDGET", "small");
    try {
      return valueOf(name.toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "MINITRON_BUDGET=" + name + ": allowed are fast, small and full.", e);
    }
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
