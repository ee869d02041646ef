package minitron.conformance;

import java.util.Locale;

/**
 * One comparison.
 *
 * @param name the key of the expected value
 * @param passed whether it agrees
 * @param note the largest difference, or what is wrong
 */
public record Check(String name, boolean passed, String note) {
  @Override
  public String toString() {
    return String.format(Locale.ROOT, "%-4s %-36s %s", passed ? "ok" : "FAIL", name, note);
  }
}
