package minitron.sandbox;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** The same program without a sandbox, to show that it is the sandbox that stops it. */
final class Outside {
  private Outside() {}

  /** Whether Python runs a program to its end without an error. */
  static boolean passes(Path folder, String program) throws IOException, InterruptedException {
    Python python = Python.on(System.getenv("PATH")).get(0);
    Process process =
        new ProcessBuilder(python.executable().toString(), "-I", "-c", program)
            .directory(folder.toFile())
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    return process.waitFor(20, TimeUnit.SECONDS) && process.exitValue() == 0;
  }

  /** A sandbox fails a program, whose harm makes it fail; the sandbox itself goes on. */
  static void stops(Sandbox sandbox, String program) {
    Verdict verdict = sandbox.run(program);
    assertFalse(verdict.passed(), program);
    assertFalse(verdict.text().contains("without a verdict"), verdict.text());
  }

  /** It is the sandbox that makes it fail. */
  static void stopsWhatWorksThere(Sandbox sandbox, Path folder, String program)
      throws IOException, InterruptedException {
    assertTrue(passes(folder, program), program);
    stops(sandbox, program);
  }
}
