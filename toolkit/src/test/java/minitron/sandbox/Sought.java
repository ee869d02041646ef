package minitron.sandbox;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;

/**
 * A sandbox of one way, whose programs get a second.
 *
 * @param missing why this machine has not what the way is made of; empty if it has
 * @param problems why no interpreter worked
 */
record Sought(Optional<Sandbox> sandbox, String missing, List<String> problems) {
  private static final Limits ONE_SECOND =
      new Limits(
          1,
          Limits.STANDARD.memory(),
          Limits.STANDARD.processes(),
          Limits.STANDARD.files(),
          Limits.STANDARD.folder(),
          Limits.STANDARD.output());

  /**
   * Looks for it.
   *
   * @param simplest a command that works wherever the way should
   */
  static Sought of(Isolation way, String simplest) {
    List<Python> pythons = Python.on(System.getenv("PATH"));
    if (pythons.isEmpty()) {
      return new Sought(Optional.empty(), "there is no python3 on the PATH", List.of());
    }
    if (way.strong() && Isolation.isRoot() && !Isolation.mayBeNobody()) {
      String reason = "root is the only user here, and no limit on processes holds for it";
      return new Sought(Optional.empty(), reason, List.of());
    }
    List<String> problems = new ArrayList<>();
    for (Python python : pythons) {
      Sandbox sandbox = new Sandbox(way, python, ONE_SECOND);
      Optional<String> problem = sandbox.problem();
      if (problem.isEmpty()) {
        return new Sought(Optional.of(sandbox), "", List.of());
      }
      problems.add(python.executable() + ": " + problem.get());
    }
    return new Sought(Optional.empty(), missing(simplest), problems);
  }

  private static String missing(String simplest) {
    try {
      Process process =
          new ProcessBuilder(Isolation.tied(List.of(simplest.split(" ", -1))))
              .redirectErrorStream(true)
              .start();
      byte[] said = process.getInputStream().readAllBytes();
      return process.waitFor() == 0
          ? ""
          : simplest + ": " + new String(said, StandardCharsets.UTF_8).strip();
    } catch (IOException e) {
      return e.getMessage();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return "interrupted";
    }
  }

  /** The sandbox, or the test is left out. */
  Sandbox require() {
    Assumptions.assumeTrue(missing.isEmpty(), missing);
    return sandbox.orElseGet(() -> Assertions.fail(problems.toString()));
  }
}
