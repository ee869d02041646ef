package minitron.sandbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import minitron.Refusal;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** How a sandbox is found, and what limits alone do. */
class SandboxTest {
  private static final List<Python> PYTHONS = Python.on(System.getenv("PATH"));
  private static final Isolation BROKEN =
      new Isolation("broken", true, (python, limits, inner) -> List.of("/bin/sh", "-c", "echo no"));
  private static final Isolation OPEN =
      new Isolation("open", true, (python, limits, inner) -> inner);

  @Test
  void aMissingPythonIsOneSentence() {
    List<Python> none = Python.on("/nowhere:");
    String message =
        assertThrows(
                IllegalStateException.class,
                () -> Sandbox.find(none, List.of(Isolation.BUBBLEWRAP), true))
            .getMessage();
    assertTrue(message.contains("there is none on the PATH"), message);
  }

  @Test
  void withoutAWorkingSandboxNothingRunsUnlessLimitsWillDo() {
    Assumptions.assumeFalse(PYTHONS.isEmpty(), "there is no python3 on the PATH");
    List<Isolation> ways =
        List.of(BROKEN, new Isolation("gone", true, (p, l, i) -> List.of("/nowhere/gone")));
    String message =
        assertThrows(IllegalStateException.class, () -> Sandbox.find(PYTHONS, ways, false))
            .getMessage();
    assertTrue(message.contains("it ended without a verdict (no)"), message);
    assertTrue(message.contains("gone with"), message);
    assertTrue(message.contains("--allow-weak-sandbox"), message);
    assertEquals("weak (limits only)", Sandbox.find(PYTHONS, ways, true).name());
  }

  /** The probe is what tells a sandbox from a mere process. */
  @Test
  void aWayThatLeavesTheMachineOpenIsNoSandbox() {
    Assumptions.assumeFalse(PYTHONS.isEmpty(), "there is no python3 on the PATH");
    assertTrue(new Sandbox(OPEN, PYTHONS.get(0), Limits.STANDARD).problem().isPresent());
  }

  @Test
  void aPythonWhoseFolderHoldsTheHomesFilesIsRefused() {
    Path home = Path.of("/home/ann");
    for (String prefix : List.of("/home/ann", "/home/ann/.local", "/home", "/")) {
      var python = new Python(Path.of(prefix, "bin/python3"), Path.of(prefix));
      String problem = new Sandbox(OPEN, python, Limits.STANDARD).problem(home).orElseThrow();
      assertTrue(problem.startsWith("its folder " + prefix + " has other files too"), problem);
    }
    for (String prefix : List.of("/home/ann/.pyenv/versions/3", "/opt/python", "/usr")) {
      var python = new Python(Path.of(prefix, "bin/python3"), Path.of(prefix));
      assertEquals(Optional.empty(), python.exposes(home));
    }
    // Whose home is the root has no folder of its own.
    var python = new Python(Path.of("/opt/bin/python3"), Path.of("/opt"));
    assertEquals(Optional.empty(), python.exposes(Path.of("/")));
  }

  @Test
  void aTimeLimitIsMoreThanNothing() {
    for (double seconds : new double[] {0, -1, Double.NaN}) {
      Refusal.of(() -> new Limits(seconds, 1L << 30, 16, 64, 1, 1), "more than 0");
    }
  }

  @Test
  void limitsHoldWithoutASandbox() {
    Sandbox weak = Sought.of(Isolation.WEAK, "true").require();
    assertTrue(weak.run("open('file', 'w').write('x')").passed());
    assertEquals("timed out", weak.run("while True: pass").text());
    assertFalse(weak.run("bytearray(3 << 30)").passed());
    assertFalse(weak.run("open('file', 'wb').truncate(100 << 20)").passed());
    assertFalse(weak.run("import posix\nwhile True: posix.write(1, b'x' * 1000)").passed());
    assertFalse(weak.run("import os; os.environ['HOME']").passed());
  }

  /** For example in Egypt, where Java writes other digits. */
  @Test
  void limitsAreToldInTheDigitsThatPythonReads() {
    Locale before = Locale.getDefault();
    try {
      Locale.setDefault(Locale.forLanguageTag("ar-EG"));
      assertEquals("3.0 1073741824 16 64 16777216 1048576", Limits.STANDARD.header());
    } finally {
      Locale.setDefault(before);
    }
  }

  /** A program may have a GiB, and all of them half of the machine; one always may run. */
  @Test
  void programsAtOnceFitIntoHalfOfTheMemory() {
    assertEquals(4, Limits.STANDARD.atOnce(8L << 30));
    assertEquals(3, Limits.STANDARD.atOnce(7L << 30));
    assertEquals(1, Limits.STANDARD.atOnce(1L << 30));
    assertEquals(1, Limits.STANDARD.atOnce(0));
  }

  @Test
  void aLateOrBrokenProgramIsToldAsCodeEvalTellsIt() {
    Sandbox weak = Sought.of(Isolation.WEAK, "true").require();
    assertEquals("failed: division by zero", weak.run("1 / 0").text());
    assertEquals("failed: invalid syntax (<string>, line 1)", weak.run("```python").text());
    assertEquals("failed: 'NoneType' object is not callable", weak.run("exit()").text());
    assertEquals("failed: 3", weak.run("raise SystemExit(3)").text());
    assertTrue(weak.run("assert __name__ == 'builtins'").passed());
    assertTrue(weak.run("if __name__ == '__main__': 1 / 0").passed());
    assertFalse(weak.run("input()").passed());
    String last = "import posix; posix.write(2, b'one\\ntwo\\n'); posix._exit(1)";
    assertEquals("failed: it ended without a verdict (two)", weak.run(last).text());
  }

  @Test
  void anInterpreterIsFoundBehindItsLinks() {
    Assumptions.assumeFalse(PYTHONS.isEmpty(), "there is no python3 on the PATH");
    for (Python python : PYTHONS) {
      assertTrue(python.executable().isAbsolute());
      assertTrue(python.executable().startsWith(python.prefix()), python.toString());
    }
    assertEquals(List.of(), Python.on(Path.of("/nowhere").toString()));
  }

  @Test
  void aTextIsCompiledOnceOrStaysAsItIs() {
    var none = new Python(Path.of("/nowhere/bin/python3"), Path.of("/nowhere"));
    assertEquals("print(1)", none.compiled("print(1)"));
    List<Python> pythons = Python.on(System.getenv("PATH"));
    Assumptions.assumeFalse(pythons.isEmpty(), "There is no Python here.");
    assertEquals("def", pythons.get(0).compiled("def"));
    assertTrue(pythons.get(0).compiled("print(1)").contains("marshal"));
  }
}
