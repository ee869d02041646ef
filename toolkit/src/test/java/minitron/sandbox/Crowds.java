package minitron.sandbox;

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

  @Test
  default void otherWaysToStartAProcess(@TempDir Path folder) throws Exception {
    for (String start :
        List.of(
            "posix.forkpty()",
            "posix.posix_spawn('/bin/true', ['true'], {})",
            "assert libc.syscall(*fork) >= 0",
            "assert libc.syscall(*clone) >= 0")) {
      Outside.stopsWhatWorksThere(
          sandbox(),
          folder,
          """
          import ctypes, os, posix
          libc = ctypes.CDLL(None)
          x86 = os.uname().machine == "x86_64"
          fork = [57] if x86 else [220, 17, 0, 0, 0, 0]
          clone = [56 if x86 else 220, 17, 0, 0, 0, 0]
          pid = posix.getpid()
          try:
              %s
          finally:
              if posix.getpid() != pid:
                  posix._exit(0)
          """
              .formatted(start));
    }
  }

  /** Each of the bomb's processes has the marker among its arguments. */
  @Test
  default void aForkBomb() {
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
    assertEquals("timed out", leavesNothing(program).text());
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
    String marker = UUID.randomUUID().toString();
    try {
      assertTrue(Outside.passes(folder, program.formatted(marker)));
      assertEquals(1, running(marker).size());
    } finally {
      running(marker).forEach(ProcessHandle::destroyForcibly);
    }
    leavesNothing(program);
  }

  /** It keeps its runner waiting, but dies with it and asks in vain not to. */
  @Test
  default void anOrphan() {
    leavesNothing(
        """
        import posix, signal, sys
        orphan = '''
        import ctypes, posix, time
        ctypes.CDLL(None).prctl(1, 0)
        posix.kill(posix.getppid(), 9)
        time.sleep(60)
        '''
        signal.setitimer(signal.ITIMER_REAL, 0)
        for file in range(3, 20):
            try:
                posix.set_inheritable(file, True)
            except OSError:
                pass
        posix.execv(sys.executable, [sys.executable, "-c", orphan, "%s"])
        """);
  }

  /**
   * Runs a program whose processes have a marker among their arguments.
   *
   * @param program with a place for the marker
   */
  private Verdict leavesNothing(String program) {
    String marker = UUID.randomUUID().toString();
    try {
      Verdict verdict = sandbox().run(program.formatted(marker));
      nothingIsLeft(marker);
      return verdict;
    } finally {
      running(marker).forEach(ProcessHandle::destroyForcibly);
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
