package minitron;

import java.util.List;
import java.util.Locale;

/**
 * How much a notebook computes: {@code fast} to see that it runs, {@code small} for a desk, or
 * {@code full}. The {@link Setting} {@code BUDGET} says which; {@code small} if nobody does.
 */
public final class Budget {
  private static final List<String> NAMES = List.of("fast", "small", "full");

  private Budget() {}

  /** The number for the budget of this run. */
  public static int of(int fast, int small, int full) {
    return List.of(fast, small, full).get(NAMES.indexOf(name()));
  }

  /**
   * Its name.
   *
   * @throws IllegalArgumentException if the setting names another one
   */
  public static String name() {
    String said = Setting.of("BUDGET", "small");
    String name = said.toLowerCase(Locale.ROOT);
    if (!NAMES.contains(name)) {
      throw new IllegalArgumentException(
          "MINITRON_BUDGET=" + said + ": allowed are " + String.join(", ", NAMES) + ".");
    }
    return name;
  }
}
