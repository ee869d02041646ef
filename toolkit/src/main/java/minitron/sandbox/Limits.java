package minitron.sandbox;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.Locale;

/**
 * What a program may use.
 *
 * @param seconds of time, by the wall clock; of CPU two seconds more
 * @param memory bytes of address space
 * @param processes at once of the user who runs it, counted in threads; its own is one
 * @param files open at once
 * @param folder bytes of its folder, and of the largest file
 * @param output bytes that it writes past Python's own streams
 */
record Limits(double seconds, long memory, int processes, int files, long folder, long output) {
  /** The time is code_eval's, which has no other limits. */
  static final Limits STANDARD = new Limits(3, 1L << 30, 16, 64, 16 << 20, 1 << 20);

  Limits {
    if (!(seconds > 0)) {
      throw new IllegalArgumentException("A program needs more than " + seconds + " seconds.");
    }
  }

  Limits seconds(double most) {
    return new Limits(most, memory, processes, files, folder, output);
  }

  /** How many programs may run at once so that together they take half of a machine's memory. */
  int atOnce(long machine) {
    return (int) Math.max(1, machine / 2 / memory);
  }

  /** The machine's memory in bytes, or what a container has of it; 0 if it does not tell. */
  static long machine() {
    return ManagementFactory.getOperatingSystemMXBean() instanceof OperatingSystemMXBean system
        ? system.getTotalMemorySize()
        : 0;
  }

  /** As the runner reads them. */
  String header() {
    return String.format(
        Locale.ROOT, "%s %d %d %d %d %d", seconds, memory, processes, files, folder, output);
  }
}
