package minitron.sandbox;

/**
 * How a program ended.
 *
 * @param passed whether it came to its end without an error
 * @param text as code_eval has it: {@code passed}, {@code timed out} or {@code failed: why}
 */
public record Verdict(boolean passed, String text) {
  static final Verdict TIMED_OUT = of("timed out");

  /** A verdict by its text. */
  public static Verdict of(String text) {
    return new Verdict(text.equals("passed"), text);
  }

  /** Whether it was ended because its time was over. */
  public boolean timedOut() {
    return equals(TIMED_OUT);
  }
}
