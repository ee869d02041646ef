package minitron.sandbox;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.Locale;

/**
 * The limits of a program.
 *
 * @param seconds of wall time; of CPU time two seconds more
 * @param memory bytes of address space
 * @param processes processes and threads of its user at once, its own included
 * @param files open files at once
 * @param folder bytes of its folder, and of the largest file
 * @param output bytes that it writes outside of Python's own streams
 */
record Limits(double seconds, long memory, int processes, int files, long folder, long output) {
  /** The time limit is code_eval's, which has no other limit. */
  static final Limits STANDARD = new Limits(3, 1L << 30, 16, 64, 16 << 20, 1 << 20);

  Limits {
    if (!(seconds > 0)) {
      throw new IllegalArgumentException(
          "The time limit of a program is " + seconds + " seconds; allowed: more than 0, e.g. 3.");
    }
  }

  /** How many programs may run at once in half of a machine's memory. */
  int atOnce(long machine) {
    return (int) Math.max(1, machine / 2 / memory);
  }

  /** The memory of the machine or container in bytes; 0 if it is not known. */
  static long machine() {
    return ManagementFactory.getOperatingSystemMXBean() instanceof OperatingSystemMXBean system
        ? system.getTotalMemorySize()
        : 0;
  }

  /** The text that the runner reads. */
  String header() {
    return String.format(
        Locale.ROOT, "%s %d %d %d %d %d", seconds, memory, processes, files, folder, output);
  }
}
