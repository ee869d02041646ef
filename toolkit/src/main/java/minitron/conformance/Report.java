package minitron.conformance;

import java.util.List;
import java.util.Locale;

/**
 * All comparisons of a case.
 *
 * @param checks in the order they were made
 */
public record Report(List<Check> checks) {
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

  /** Whether every one agrees. */
  public boolean passed() {
    return failed() == 0;
  }

  private long failed() {
    return checks.stream().filter(check -> !check.passed()).count();
  }

  @Override
  public String toString() {
    var text = new StringBuilder();
    checks.forEach(check -> text.append(check).append('\n'));
    return text.append(checks.size() + " checks, " + failed() + " failed").toString();
  }
}
