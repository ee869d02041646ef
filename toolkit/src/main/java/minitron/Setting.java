package minitron;

import java.util.Locale;

/**
 * A value that is given to a notebook from outside, so that it runs on other data unchanged: the
 * system property {@code minitron.name}, or else the environment variable {@code MINITRON_NAME}.
 */
public final class Setting {
  private Setting() {}

  /**
   * A text.
   *
   * @param name in capitals, e.g. {@code CHECKPOINT}
   * @param otherwise the default
   */
  public static String of(String name, String otherwise) {
    String property = System.getProperty("minitron." + name.toLowerCase(Locale.ROOT));
    String value = property != null ? property : System.getenv("MINITRON_" + name);
    return value == null || value.isBlank() ? otherwise : value.strip();
  }

  /** A whole number. */
  public static int of(String name, int otherwise) {
    String value = of(name, "");
    try {
      return value.isEmpty() ? otherwise : Integer.parseInt(value);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          "MINITRON_%s=%s: a whole number is needed, e.g. %d.".formatted(name, value, otherwise),
          e);
    }
  }
}
