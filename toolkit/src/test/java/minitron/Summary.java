package minitron;

import java.util.ArrayList;
import java.util.List;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.TestPlan;

/**
 * Prints how many tests ran and which were left out and why: {@code mvn -q} hides Maven's count.
 */
public final class Summary implements TestExecutionListener {
  private int passed;
  private final List<String> failed = new ArrayList<>();
  private final List<String> leftOut = new ArrayList<>();

  @Override
  public void executionFinished(TestIdentifier test, TestExecutionResult result) {
    switch (result.getStatus()) {
      case SUCCESSFUL -> passed += test.isTest() ? 1 : 0;
      case FAILED -> failed.add(name(test));
      case ABORTED -> executionSkipped(test, reason(result));
    }
  }

  @Override
  public void executionSkipped(TestIdentifier test, String reason) {
    leftOut.add(name(test) + ": " + reason);
  }

  @Override
  public void testPlanExecutionFinished(TestPlan plan) {
    failed.forEach(name -> System.out.println("failed: " + name));
    leftOut.forEach(line -> System.out.println("left out: " + line));
    System.out.printf(
        "tests: %d passed, %d failed, %d skipped%n", passed, failed.size(), leftOut.size());
  }

  private static String reason(TestExecutionResult result) {
    return result.getThrowable().map(Throwable::getMessage).orElse("no reason given");
  }

  private static String name(TestIdentifier test) {
    String source = test.getUniqueId();
    String type = source.replaceAll(".*\\[class:(?:.*\\.)?(\\w+)].*", "$1");
    return type.equals(source) ? test.getDisplayName() : type + "." + test.getDisplayName();
  }
}
