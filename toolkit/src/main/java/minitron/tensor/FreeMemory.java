package minitron.tensor;

import ai.djl.Device;
import ai.djl.util.cuda.CudaUtils;
import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalDouble;

/** How much memory there is for arrays now. */
public final class FreeMemory {
  private static final Path MEMINFO = Path.of("/proc/meminfo");
  private static final String AVAILABLE = "MemAvailable:";

  private FreeMemory() {}

  /** Bytes that are free on the device of the engine; empty where that cannot be found out. */
  public static OptionalDouble ofDevice() {
    Device device = Engines.device();
    return device.isGpu() ? ofGpu(device) : ofHost();
  }

  private static OptionalDouble ofGpu(Device device) {
    try {
      var memory = CudaUtils.getGpuMemory(device);
      return OptionalDouble.of((double) memory.getMax() - memory.getUsed());
    } catch (RuntimeException | LinkageError e) {
      return OptionalDouble.empty(); // CUDA's runtime is not where DJL looks for it
    }
  }

  /** What the system would give, files that it could drop from memory included. */
  private static OptionalDouble ofHost() {
    try (var lines = Files.lines(MEMINFO)) {
      double available =
          lines
              .filter(line -> line.startsWith(AVAILABLE))
              .mapToDouble(line -> 1024 * Double.parseDouble(line.replaceAll("\\D", "")))
              .findFirst()
              .orElseThrow();
      return OptionalDouble.of(Math.min(available, all()));
    } catch (IOException | RuntimeException e) {
      return OptionalDouble.empty(); // another system than Linux
    }
  }

  /** All of the machine's, or what a container may use of it. */
  private static double all() {
    return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getTotalMemorySize();
  }
}
