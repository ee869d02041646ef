package minitron.runs;

import java.util.List;
import java.util.Locale;

/**
 * How a long call ended.
 *
 * @param whole whether it did all that was asked
 * @param text {@code whole}, or one sentence's part about how far it came and why it ended
 */
public record Ending(boolean whole, String text) {
  /** The end of a call that did everything. */
  public static final Ending WHOLE = new Ending(true, "whole");

  /** The end of a call that did a part: {@code stopped on request after 3 of 64 batches}. */
  public static Ending part(String why) {
    return new Ending(false, why);
  }

  /** The end of a call that was asked to stop. */
  public static Ending stopped(long done, long all, String unit) {
    return done == all
        ? WHOLE
        : part(
            String.format(Locale.ROOT, "stopped on request after %,d of %,d %s", done, all, unit));
  }

  /** The end of a table that was stopped while these were measured, or would have been. */
  public static Ending unmeasured(List<String> names) {
    return names.isEmpty()
        ? WHOLE
        : part("Stopped on request; not measured: " + String.join(", ", names));
  }

  /**
   * Refuses a part where the whole is needed.
   *
   * @param what is a part: {@code The importance scores}
   * @param instead what to do: {@code calibrate to the end, or take scores.asWhole()}
   * @throws IllegalArgumentException unless it is whole
   */
  public void requireWhole(String what, String instead) {
    if (!whole) {
      throw new IllegalArgumentException(what + " are a part (" + text + "): " + instead + ".");
    }
  }

  @Override
  public String toString() {
    return text;
  }
}
