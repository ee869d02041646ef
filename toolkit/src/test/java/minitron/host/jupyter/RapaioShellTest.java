package minitron.host.jupyter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import java.io.OutputStream;
import java.io.PrintStream;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.rapaio.jupyter.kernel.core.RapaioKernel;

/** The kernel's own channels within this process, where what was sent is there at once. */
final class RapaioShellTest {
  private RapaioKernel kernel;
  private RapaioShell shell;
  private RapaioClient client;

  @BeforeEach
  void open() throws Exception {
    kernel = new RapaioKernel();
    client = new RapaioClient();
    shell = client.shell(kernel);
  }

  @AfterEach
  void close() {
    client.close();
  }

  @Test
  void cellsThatWaitBehindAFailedOneAreAborted() {
    client.execute("int bad = ;", true);
    client.execute("1 + 1", true);
    client.send("kernel_info_request", "{}");
    client.send("execute_request", "{");
    client.execute("2 + 2", false);
    PrintStream err = System.err;
    System.setErr(new PrintStream(OutputStream.nullOutputStream()));
    answer(4);
    System.setErr(err);
    client.execute("3 + 3", true);
    answer(1);
    assertEquals(
        List.of(
            "1 execute_reply error",
            "2 execute_reply aborted",
            "3 kernel_info_reply ok",
            "5 execute_reply aborted",
            "6 execute_reply ok"),
        client.replies());
    assertEquals(
        List.of(
            "1 busy",
            "1 execute_input",
            "1 error",
            "1 idle",
            "2 busy",
            "2 idle",
            "3 busy",
            "3 idle",
            "5 busy",
            "5 idle",
            "6 busy",
            "6 execute_input",
            "6 execute_result",
            "6 idle"),
        client.heard());
  }

  @Test
  void whoDoesNotWantThatGetsAllCellsRun() {
    client.execute("int bad = ;", false);
    client.execute("1 + 1", true);
    answer(2);
    assertEquals(List.of("1 execute_reply error", "2 execute_reply ok"), client.replies());
  }

  @Test
  void cellsThatWaitBehindAnInterruptedOneAreAborted() {
    client.execute("((minitron.host.Host) System.out).cancel().request();", true);
    client.execute("2 + 2", true);
    answer(2);
    client.execute("3 + 3", true);
    answer(1);
    assertEquals(
        List.of("1 execute_reply ok", "2 execute_reply aborted", "3 execute_reply ok"),
        client.replies());
  }

  /** A loop, a wait and a value that never shows itself; what was set before is kept. */
  @Test
  void aCellThatNobodyListensInIsBrokenOff() {
    for (String endless : List.of("x = 7; while (x > 0) {}", "Thread.sleep(600_000);")) {
      client.execute("int x = 1;", true);
      answer(1);
      client.execute(endless, true);
      var press =
          new Thread(
              () -> {
                while (shell.cell() == null || !inUsersCode()) {
                  Thread.onSpinWait();
                }
                new BreakOff(kernel, shell).run();
              });
      press.start();
      answer(1);
      client.execute("x", true);
      answer(1);
    }
    assertEquals(
        List.of(
            "1 execute_reply ok",
            "2 execute_reply error Interrupted",
            "3 execute_reply ok",
            "4 execute_reply ok",
            "5 execute_reply error Interrupted",
            "6 execute_reply ok"),
        client.replies());
  }

  private static boolean inUsersCode() {
    return Thread.getAllStackTraces().values().stream()
        .anyMatch(
            frames -> Stream.of(frames).anyMatch(f -> f.getMethodName().startsWith("do_it$")));
  }

  @Test
  void aCompileErrorIsToldWithItsText() {
    client.execute("int bad = \"a\";", true);
    answer(1);
    JsonObject content = client.received().get(0).get(3);
    String told = content.get("evalue").getAsString();
    assertTrue(told.contains("incompatible types") && told.contains("int bad"), told);
    assertFalse(told.contains("\u001b"), told);
  }

  private void answer(int requests) {
    for (int i = 0; i < requests; i++) {
      shell.next();
    }
  }
}
