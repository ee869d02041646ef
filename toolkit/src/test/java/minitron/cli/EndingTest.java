package minitron.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import minitron.Fixtures;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Commands that are ended from outside, each in a Java of its own. */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class EndingTest {
  @TempDir Path temp;
  private Process process;
  private Writer pen;

  @AfterEach
  void end() throws IOException {
    if (pen != null) {
      pen.close();
    }
    if (process != null) {
      process.destroyForcibly();
    }
  }

  /** A pipe that nobody writes into holds a command up where it cannot be asked to stop. */
  @Test
  void theSecondCtrlCEndsACommandThatIsHeldUp() throws Exception {
    Path pipe = Files.createDirectories(temp.resolve("state/step-00000001")).resolve("state.json");
    Assumptions.assumeTrue(command("mkfifo", pipe.toString()), "there is no mkfifo");
    String model = Fixtures.model(temp.resolve("model")).toString();
    String text = Fixtures.text(temp.resolve("text.txt"), 2000).toString();
    String state = temp.resolve("state").toString();
    String rest = "correct --resume --tokens 1280 --batch 4 --length 32 --checkpoint";
    String out = temp.resolve("out").toString();
    start(Call.words(rest, state, "--corpus", text, model, out));
    pen = Files.newBufferedWriter(pipe); // opens when the command opens it too
    Assumptions.assumeFalse(ignoresCtrlC(), "Ctrl-C is ignored here, as in a script's background");
    pressCtrlC();
    String first = process.errorReader().readLine();
    assertEquals("Stopping, with what is done so far; Ctrl-C again ends it at once.", first);
    assertTrue(process.isAlive());
    pressCtrlC();
    assertEquals(130, process.waitFor());
  }

  @Test
  void aNotebookEndsWithTheCommandThatRunsIt() throws Exception {
    Files.writeString(
        temp.resolve("00-test.ipynb"),
        """
        {"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": [{"cell_type": "code",
         "metadata": {}, "execution_count": null, "outputs": [], "source":
         "ProcessHandle.current().parent().get().destroy();\\nThread.sleep(600_000);"}]}
        """);
    start("notebooks", "--folder", temp.toString());
    String out = read(process.inputReader());
    String err = read(process.errorReader());
    assertEquals(128 + 15, process.waitFor(), out + err);
    assertTrue(out.contains("00-test  cell 1 of 1 failed"), out);
    assertTrue(out.contains("Java ended"), out);
    assertEquals(1, err.lines().count(), err);
    assertFalse(err.contains("Shutdown in progress"), err);
  }

  /** The cell kills the command, which can do nothing about it any more. */
  @Test
  void aNotebookEndsWithACommandThatIsKilled() throws Exception {
    Path notebook = temp.resolve("00-test.ipynb");
    Path pid = temp.resolve("pid");
    Files.writeString(
        notebook,
        """
        {"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": [{"cell_type": "code",
         "metadata": {}, "execution_count": null, "outputs": [], "source":
         "java.nio.file.Files.writeString(java.nio.file.Path.of(\\"pid\\"),
         \\"\\" + ProcessHandle.current().pid());
         ProcessHandle.current().parent().get().destroyForcibly();
         Thread.sleep(600_000);"}]}
        """
            .replaceAll("\n (?=[\\\\PT])", ""));
    String before = Files.readString(notebook);
    start("notebooks", "--folder", temp.toString());
    assertEquals(128 + 9, process.waitFor());
    var runner = ProcessHandle.of(Long.parseLong(Files.readString(pid)));
    if (runner.isPresent()) {
      runner.get().onExit().get();
    }
    assertEquals(before, Files.readString(notebook));
  }

  private void start(String... arguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), Main.class.getName()));
    command.addAll(List.of(arguments));
    process = new ProcessBuilder(command).start();
  }

  private void pressCtrlC() throws Exception {
    assertTrue(command("kill", "-INT", String.valueOf(process.pid())));
  }

  /** Signal 2 among those that Linux says the process ignores. */
  private boolean ignoresCtrlC() throws IOException {
    Path status = Path.of("/proc/" + process.pid() + "/status");
    Assumptions.assumeTrue(Files.exists(status), "nothing tells which signals are ignored");
    return Files.readAllLines(status).stream()
        .filter(line -> line.startsWith("SigIgn:"))
        .anyMatch(line -> (Long.parseUnsignedLong(line.substring(7).strip(), 16) & 2) != 0);
  }

  private static boolean command(String... words) throws InterruptedException {
    try {
      return new ProcessBuilder(words).start().waitFor() == 0;
    } catch (IOException missing) {
      return false;
    }
  }

  private static String read(BufferedReader lines) {
    return lines.lines().collect(Collectors.joining("\n"));
  }
}
