package minitron;

import java.util.List;
import java.util.Locale;

/**
 * How much a notebook computes: {@code fast} to see that it runs, {@code small} for a desk, or
 * {@code full}. The environment variable {@code MINITRON_BUDGET} says which; {@code small} if it
 * says nothing.
 */
public final class Budget {
  private static final String VARIABLE = "MINITRON_BUDGET";
  private static final List<String> NAMES = List.of("fast", "small", "full");

  private Budget() {}

  /** The number for the budget of this run. */
  public static int of(int fast, int small, int full) {
    return List.of(fast, small, full).get(NAMES.indexOf(name()));
  }

  /**
   * Its name.
   *
   * @throws IllegalArgumentException if the variable names another one
   */
  public static String name() {
    return checked(System.getenv(VARIABLE));
  }

  static String checked(String value) {
    if (value == null || value.isBlank()) {
      return "small";
    }
    String name = value.strip().toLowerCase(Locale.ROOT);
    if (!NAMES.contains(name)) {
      throw new IllegalArgumentException(
          VARIABLE + "=" + value + ": allowed are " + String.join(", ", NAMES) + ".");
    }
    return name;
  }
}
