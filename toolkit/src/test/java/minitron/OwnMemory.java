package minitron;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;

/** The memory of a program of ours that is not a file's. */
final class OwnMemory {
  private OwnMemory() {}

  /** The most memory of its own that a command had, in units of 2^20 bytes. */
  static long peak(Path temp, String command) throws Exception {
    List<String> call = new ArrayList<>();
    call.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    call.add("-Xmx300m"); // left alone, Java takes a quarter of the machine before it tidies up
    call.addAll(List.of("-cp", System.getProperty("java.class.path"), "minitron.cli.Main"));
    call.addAll(List.of(command.split(" ")));
    Path log = temp.resolve("log.txt");
    Process process =
        new ProcessBuilder(call).redirectErrorStream(true).redirectOutput(log.toFile()).start();
    Path status = Path.of("/proc", Long.toString(process.pid()), "status");
    Assumptions.assumeTrue(Files.exists(status), "this system has no /proc");
    long peak = 0;
    while (!process.waitFor(5, TimeUnit.MILLISECONDS)) {
      peak = Math.max(peak, anonymous(status));
    }
    assertEquals(0, process.exitValue(), Files.readString(log));
    assertTrue(peak > 0, "nothing was measured");
    return peak >> 10;
  }

  private static long anonymous(Path status) {
    try {
      return Files.readAllLines(status).stream()
          .filter(line -> line.startsWith("RssAnon:"))
          .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
          .sum();
    } catch (IOException e) {
      return 0; // it has just ended
    }
  }
}
