package minitron.sandbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import minitron.Shared;
import minitron.io.Disk;
import org.junit.jupiter.api.Test;

/** Whole programs, most of them hostile: every strong sandbox gives them their verdict. */
interface Kinds {
  Sandbox sandbox();

  private static List<Path> programs(Path folder) throws IOException {
    List<Path> programs =
        Disk.list(folder).stream().filter(file -> file.toString().endsWith(".py")).toList();
    assertTrue(programs.size() > 2, folder.toString());
    return programs;
  }

  private static List<Path> ours(String folder) throws IOException, URISyntaxException {
    return programs(Path.of(Kinds.class.getResource(folder).toURI()));
  }

  /** What an honest program may do, each way of it compared by the judge. */
  @Test
  default void honestProgramsPass() throws Exception {
    for (Path program : ours("passes")) {
      assertEquals("passed", sandbox().run(Files.readString(program)).text(), program.toString());
    }
  }

  @Test
  default void noProgramGivesItsOwnVerdict() throws Exception {
    for (Path program : ours("fails")) {
      Verdict verdict = sandbox().run(Files.readString(program));
      assertTrue(!verdict.passed(), program.toString());
    }
  }

  /** Half a minute; on a machine that has them. */
  @Test
  default void everyHostileProgramThatWasFoundFails() throws Exception {
    Path folder = Shared.require().resolve("torture/programs");
    sandbox();
    for (Path program : programs(folder)) {
      boolean honest = program.getFileName().toString().startsWith("00-control");
      Verdict verdict = sandbox().run(Files.readString(program));
      assertEquals(honest, verdict.passed(), program + ": " + verdict.text());
    }
  }

  @Test
  default void aFailureSaysWhatTheTestSays() {
    String program = "def f(): return [1]\nassert f() == [2], f'{f()} is not {[2]}'";
    assertEquals("failed: [1] is not [2]", sandbox().run(program).text());
    assertEquals("failed: name 'g' is not defined", sandbox().run("assert g()").text());
    assertEquals("failed: 'int' object is not callable", sandbox().run("f = 1\nassert f()").text());
    assertEquals("failed: 'a'", sandbox().run("assert {}['a']").text());
  }

  /** As code_eval would not: it lets a program that swallows the alarm live a second longer. */
  @Test
  default void whoLivesLongerThanItsTimeIsTimedOut() {
    String swallows =
        """
        import signal, time
        signal.setitimer(signal.ITIMER_REAL, 0)
        time.sleep(1.7)
        """;
    assertEquals("timed out", sandbox().run(swallows).text());
    String judged = "def f(): return 1\nwhile True:\n  try:\n    assert f() == 2\n  except: pass";
    assertEquals("timed out", sandbox().run(judged).text());
  }
}
