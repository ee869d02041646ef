package minitron.eval.sandbox;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;

/** A sandbox of one way, where it works on this machine; its programs get a second. */
record Sought(Optional<Sandbox> sandbox, String why) {

  static Sought of(Way way) {
    List<String> problems = new ArrayList<>();
    for (Python python : Python.on(System.getenv("PATH"))) {
      Sandbox sandbox = new Sandbox(way, python, Limits.STANDARD.seconds(1));
      Optional<String> problem = sandbox.problem();
      if (problem.isEmpty()) {
        return new Sought(Optional.of(sandbox), "");
      }
      problems.add(python.executable() + ": " + problem.get());
    }
    return new Sought(Optional.empty(), way.name() + " does not work here " + problems);
  }

  /** The sandbox, or the test is left out. */
  Sandbox require() {
    Assumptions.assumeTrue(sandbox.isPresent(), why);
    return sandbox.orElseThrow();
  }
}
