package minitron.eval.sandbox;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Programs that would be many processes, or leave some behind: every sandbox ends them all. */
interface Crowds {

  Sandbox sandbox();

  @Test
  default void fortyProcesses(@TempDir Path folder) throws Exception {
    Outside.stopsWhatWorksThere(
        sandbox(),
        folder,
        """
        import posix, signal
        children = []
        for _ in range(40):
            child = posix.fork()
            if child == 0:
                signal.pause()
            children.append(child)
        for child in children:
            posix.kill(child, signal.SIGKILL)
        """);
  }

  /** Each of the bomb's processes has the marker among its arguments. */
  @Test
  default void aForkBomb() throws Exception {
    String marker = UUID.randomUUID().toString();
    String program =
        """
        import posix, sys
        bomb = '''
        import posix
        while True:
            try:
                posix.fork()
            except OSError:
                pass
        '''
        try:
            if posix.fork() == 0:
                posix.execv(sys.executable, [sys.executable, "-c", bomb, "%s"])
        except OSError:
            pass
        while True:
            pass
        """;
    assertEquals("timed out", sandbox().run(program.formatted(marker)).text());
    nothingIsLeft(marker);
  }

  /** The second child is nobody's but the first process's of the machine. */
  @Test
  default void aDaemon(@TempDir Path folder) throws Exception {
    String program =
        """
        import posix, sys
        ended, begun = posix.pipe()
        if posix.fork() == 0:
            posix.setsid()
            if posix.fork() == 0:
                sleep = "import time; time.sleep(60)"
                posix.execv(sys.executable, [sys.executable, "-c", sleep, "%s"])
            posix._exit(0)
        posix.close(begun)
        posix.read(ended, 1)
        """;
    sandbox();
    String outside = UUID.randomUUID().toString();
    try {
      assertTrue(Outside.passes(folder, program.formatted(outside)));
      assertEquals(1, running(outside).size());
    } finally {
      running(outside).forEach(ProcessHandle::destroyForcibly);
    }
    String inside = UUID.randomUUID().toString();
    try {
      sandbox().run(program.formatted(inside));
      nothingIsLeft(inside);
    } finally {
      running(inside).forEach(ProcessHandle::destroyForcibly);
    }
  }

  private static List<ProcessHandle> running(String marker) {
    return ProcessHandle.allProcesses()
        .filter(process -> process.info().commandLine().orElse("").contains(marker))
        .toList();
  }

  /** A sandbox's last processes may take a moment to die. */
  private static void nothingIsLeft(String marker) {
    for (ProcessHandle process : running(marker)) {
      assertDoesNotThrow(() -> process.onExit().get(5, TimeUnit.SECONDS), process.info()::toString);
    }
    assertEquals(List.of(), running(marker));
  }
}
