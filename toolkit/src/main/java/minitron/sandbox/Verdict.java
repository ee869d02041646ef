package minitron.sandbox;

/**
 * How a program ended.
 *
 * @param passed whether it came to its end without an error
 * @param text as in code_eval: {@code passed}, {@code timed out} or {@code failed: why}
 */
public record Verdict(boolean passed, String text) {
  static final Verdict TIMED_OUT = of("timed out");

  /** A verdict by its text. */
  public static Verdict of(String text) {
    return new Verdict(text.equals("passed"), text);
  }

  /** Whether it reached the time limit. */
  public boolean timedOut() {
    return equals(TIMED_OUT);
  }
}
