package minitron.conformance;

import java.util.List;

/**
 * All comparisons of a case.
 *
 * @param checks in the order they were made
 */
public record Report(List<Check> checks) {
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
