package minitron.sandbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What a strong sandbox must stop. Each program first does its harm, or a harmless amount of it,
 * outside; so it is the sandbox that makes it fail. The programs go around what the runner takes
 * out of {@code os}, by {@code posix} and {@code ctypes}.
 */
interface HostilePrograms extends Forgeries, Crowds, Hoards, Homes, Snoops, Kinds {

  private void stops(String program) {
    Outside.stops(sandbox(), program);
  }

  private void stopsWhatWorksOutside(Path folder, String program) throws Exception {
    Outside.stopsWhatWorksThere(sandbox(), folder, program);
  }

  @Test
  default void aProgramThatHarmsNobodyPasses() {
    String program =
        """
        import json, math
        with open("file", "w") as file:
            json.dump([math.pi], file)
        assert json.load(open("/tmp/file")) == [math.pi]
        print("heard by nobody")
        """;
    assertEquals(new Verdict(true, "passed"), sandbox().run(program));
  }

  @Test
  default void anEndlessLoop(@TempDir Path folder) throws Exception {
    sandbox();
    assertTrue(Outside.passes(folder, "for i in iter(int, 0): pass"));
    assertEquals("timed out", sandbox().run("for i in iter(int, 1): pass").text());
  }

  @Test
  default void anEndlessLoopThatIgnoresTheAlarm() throws Exception {
    String loop =
        """
        import signal
        signal.signal(signal.SIGALRM, signal.SIG_IGN)
        while True:
            pass
        """;
    assertEquals("timed out", sandbox().run(loop).text());
  }

  @Test
  default void tenGigabytesOfPrinting(@TempDir Path folder) throws Exception {
    String printing = "for _ in range(%d): print('x' * (1 << 20))";
    sandbox();
    assertTrue(Outside.passes(folder, printing.formatted(10)));
    assertTrue(sandbox().run(printing.formatted(10)).passed());
    stops(printing.formatted(10_000));
  }

  @Test
  default void tenGigabytesPastPython(@TempDir Path folder) throws Exception {
    String writing = "import posix\nfor _ in range(%d): posix.write(1, b'x' * 1000)";
    sandbox();
    assertTrue(Outside.passes(folder, writing.formatted(100)));
    assertTrue(sandbox().run(writing.formatted(100)).passed());
    Verdict verdict = sandbox().run(writing.formatted(10_000_000));
    assertEquals("failed: it wrote more than 1048576 bytes", verdict.text());
  }

  @Test
  default void aConnectionToThisMachine(@TempDir Path folder) throws Exception {
    try (var server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      stopsWhatWorksOutside(
          folder,
          "import socket; socket.create_connection(('127.0.0.1', %d), 1)"
              .formatted(server.getLocalPort()));
    }
  }

  @Test
  default void killingAnotherProcess(@TempDir Path folder) throws Exception {
    String kill = "import posix, signal; posix.kill(%d, signal.SIGKILL)";
    Process victim = new ProcessBuilder("sleep", "60").start();
    try {
      stops(kill.formatted(victim.pid()));
      assertTrue(victim.isAlive());
      assertTrue(Outside.passes(folder, kill.formatted(victim.pid())));
      assertTrue(victim.waitFor(5, TimeUnit.SECONDS));
    } finally {
      victim.destroyForcibly();
    }
  }

  @Test
  default void killingTheParent() {
    stops("import os; os.kill(os.getppid(), 9)");
    stops("import posix; posix.kill(%d, 9)".formatted(ProcessHandle.current().pid()));
  }

  /** Without a session of its own, this signal would reach the Java process as well. */
  @Test
  default void killingTheGroup() {
    Verdict verdict = sandbox().run("import posix; posix.kill(0, 9)");
    assertTrue(verdict.text().startsWith("failed: it ended without a verdict"), verdict.text());
  }

  @Test
  default void fillingTheDisk(@TempDir Path folder) throws Exception {
    String filling =
        """
        for i in range(%d):
            with open(f"file{i}", "wb") as file:
                file.write(bytes(4 << 20))
        """;
    assertTrue(sandbox().run(filling.formatted(2)).passed());
    stopsWhatWorksOutside(folder, filling.formatted(10));
  }

  @Test
  default void aSparseFile(@TempDir Path folder) throws Exception {
    stopsWhatWorksOutside(folder, "open('file', 'wb').truncate(100 << 20)");
  }

  @Test
  default void writingOutsideItsFolder(@TempDir Path folder) throws Exception {
    Path open = Files.createTempFile("outside-", ".txt");
    try {
      assertTrue(open.toFile().setWritable(true, false));
      String program = "open('%s', 'a').write('x')".formatted(open);
      // The same path is a new file in the sandbox's own folder, and gone with it.
      assertTrue(sandbox().run(program).passed());
      assertEquals(0, Files.size(open));
      assertTrue(Outside.passes(folder, program));
      assertEquals(1, Files.size(open));
    } finally {
      Files.delete(open);
    }
  }

  @Test
  default void writingBesideItsFolder(@TempDir Path folder) throws Exception {
    stopsWhatWorksOutside(
        folder, "import posix; posix.open('/var/tmp', posix.O_TMPFILE | posix.O_RDWR)");
    for (String path : List.of("/x", "/usr/x", "/dev/x", "/old/x", "/proc/x")) {
      stops("open('%s', 'w')".formatted(path));
    }
  }

  @Test
  default void manyOpenFiles(@TempDir Path folder) throws Exception {
    stopsWhatWorksOutside(folder, "files = [open('/dev/null') for _ in range(200)]");
  }

  /** A user namespace has privileges of its own, for example to mount a tmpfs of any size. */
  @Test
  default void aNamespaceWithin(@TempDir Path folder) throws Exception {
    stopsWhatWorksOutside(
        folder, "import ctypes; assert ctypes.CDLL(None).unshare(0x10000000) == 0");
  }
}
