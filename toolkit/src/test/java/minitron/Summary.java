package minitron;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.TestPlan;

/** Prints how many tests passed and failed, and how many were not run for which reason. */
public final class Summary implements TestExecutionListener {
  private int passed;
  private final List<String> failed = new ArrayList<>();
  private final Map<String, Integer> notRun = new TreeMap<>();

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
    notRun.merge(reason.replaceFirst("^Assumption failed: ", ""), 1, Integer::sum);
  }

  @Override
  public void testPlanExecutionFinished(TestPlan plan) {
    failed.forEach(name -> System.out.println("failed: " + name));
    notRun.forEach((reason, count) -> System.out.println(count + " not run: " + reason));
    System.out.printf("tests: %d passed, %d failed%n", passed, failed.size());
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
