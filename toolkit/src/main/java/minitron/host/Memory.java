package minitron.host;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * How much memory this process uses; the arrays of the engine are not in Java's heap. What lies in
 * files, as mapped weights do, is not counted: the system takes it back when it needs it.
 */
final class Memory {
  private static final Path STATM = Path.of("/proc/self/statm");
  private static final int PAGE = 4096;

  private Memory() {}

  /** E.g. 612 MB; Java's heap only where the system does not say. */
  static String used() {
    return (bytes() >> 20) + " MB";
  }

  private static long bytes() {
    try {
      String[] pages = Files.readString(STATM).split(" ", -1); // size, resident, shared, …
      return (Long.parseLong(pages[1]) - Long.parseLong(pages[2])) * PAGE;
    } catch (IOException | RuntimeException e) {
      Runtime java = Runtime.getRuntime();
      return java.totalMemory() - java.freeMemory();
    }
  }
}
