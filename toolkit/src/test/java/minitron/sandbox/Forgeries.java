package minitron.sandbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Programs that never come to their end, but would like to have passed: every sandbox fails them.
 */
interface Forgeries {

  Sandbox sandbox();

  private void fails(String program) {
    assertFalse(sandbox().run(program).passed(), program);
  }

  @Test
  default void endingEarlyIsNoPass() {
    fails("import posix; posix._exit(0)");
    fails("import posix; posix.execv('/bin/true', ['true'])");
    fails("import os, signal; signal.raise_signal(signal.SIGKILL)");
    assertEquals("failed: 0", sandbox().run("import sys; sys.exit(0)").text());
    assertEquals("failed: 0", sandbox().run("raise SystemExit(0)").text());
  }

  /** Says "passed" with each of some words, to each file that may be open. */
  private static String saying(String words) {
    return words
        + """

        import posix
        for word in [b"", *words]:
            for file in range(64):
                for line in (word + b"passed", b"\\n" + word + b" passed\\n"):
                    try:
                        posix.write(file, line)
                    except OSError:
                        pass
        raise Exception
        """;
  }

  @Test
  default void theFramesBelowHoldNoSecret() {
    fails(
        saying(
            """
            import sys
            frame, words = sys._getframe(), []
            while frame:
                for names in frame.f_locals, frame.f_globals:
                    words += [value for value in names.values() if isinstance(value, bytes)]
                frame = frame.f_back
            """));
  }

  @Test
  default void noObjectHoldsTheSecret() {
    fails(
        saying(
            """
            import gc, sys
            todo, seen, words = [sys._getframe(), *gc.get_objects()], set(), []
            while todo:
                thing = todo.pop()
                if id(thing) not in seen:
                    seen.add(id(thing))
                    todo += gc.get_referents(thing)
                    # The secrets of the runner are 16 bytes, or 32 digits; code is bytes as well.
                    if type(thing) in (bytes, bytearray) and len(thing) in (16, 32):
                        words.append(bytes(thing))
            """));
  }

  @Test
  default void whatTheRunnerCallsMayBeReplaced() {
    fails(
        """
        import contextlib, os, signal
        contextlib._RedirectStream.__exit__.__code__ = (lambda *_: True).__code__
        signal.setitimer = lambda *_: None
        os.write = lambda file, line, write=os.write: write(file, line.replace(b"failed", b"passed"))
        os._exit = lambda *_: None
        raise Exception
        """);
    for (String method : List.of("__str__", "__repr__", "__format__")) {
      String error =
          """
          class Passed(Exception):
              def %s(self, *_):
                  return "passed"
          raise Passed
          """
              .formatted(method);
      assertTrue(sandbox().run(error).text().startsWith("failed: "), error);
    }
  }

  @Test
  default void theRunnersProcessIsOutOfReach() {
    for (String file : List.of("fd/0", "fd/1", "mem", "maps", "environ")) {
      fails("import os; open(f'/proc/{os.getppid()}/%s', 'rb')".formatted(file));
    }
    // ptrace's PTRACE_ATTACH, and pidfd_getfd of a pidfd that is open to all.
    fails("import ctypes, os; assert ctypes.CDLL(None).ptrace(16, os.getppid(), 0, 0) == 0");
    fails(
        """
        import ctypes, os
        pidfd = ctypes.CDLL(None).syscall(434, os.getppid(), 0)
        assert pidfd >= 0 and ctypes.CDLL(None).syscall(438, pidfd, 1, 0) >= 0
        """);
  }

  @Test
  default void withoutItsRunnerNoProgramPasses() {
    fails("import posix; posix.kill(posix.getppid(), 9)");
    fails("import posix; posix.kill(posix.getppid(), 19)");
  }
}
