package minitron.tensor;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.jni.JniUtils;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * How much a machine can do in a second.
 *
 * @param name what it is, and in which numbers it works
 * @param flopsPerSecond floating-point operations of a large matrix product
 * @param bytesPerSecond read from memory, not from a cache
 */
public record Hardware(String name, double flopsPerSecond, double bytesPerSecond) {
  private static final int SIDE = 1024;

  /** 256 MB, more than a processor's caches hold. */
  private static final Shape LARGE = new Shape(16_384, 4_096);

  private static final int TIMES = 6;

  /**
   * NVIDIA's H100 with 80 GB, the SXM one, as its data sheet has it: 989 TFLOP/s in bfloat16
   * without sparsity, and 3.35 TB/s.
   */
  public static Hardware h100() {
    return new Hardware("H100 SXM, bfloat16", 989e12, 3.35e12);
  }

  /**
   * This machine in float32: the best of a few large matrix products, and of a few products of a
   * vector with a matrix that no cache holds. It takes about half a second, and another moment of
   * the same machine gives other numbers.
   */
  public static Hardware measured() {
    try (NDManager manager = Engines.manager()) {
      Kernels k = new Kernels(manager);
      NDArray square = manager.full(new Shape(SIDE, SIDE), .5f, DataType.FLOAT32);
      NDArray large = manager.full(LARGE, .5f, DataType.FLOAT32);
      NDArray row = manager.full(new Shape(1, LARGE.get(1)), .5f, DataType.FLOAT32);
      double flops = 2.0 * SIDE * SIDE * SIDE / best(k, square, square);
      double bytes = (double) Float.BYTES * LARGE.size() / best(k, row, large);
      return new Hardware(here(), flops, bytes);
    }
  }

  /** The same machine at its best of two times. */
  public Hardware orBetter(Hardware again) {
    return new Hardware(
        name,
        Math.max(flopsPerSecond, again.flopsPerSecond),
        Math.max(bytesPerSecond, again.bytesPerSecond));
  }

  /** The seconds of the fastest product. */
  private static double best(Kernels k, NDArray x, NDArray w) {
    double best = Double.POSITIVE_INFINITY;
    for (int i = 0; i < TIMES; i++) {
      long began = System.nanoTime();
      try (NDArray product = k.linear(x, w)) {
        product.getFloat(0, 0); // a GPU is done only when a value is there
      }
      best = Math.min(best, (System.nanoTime() - began) / 1e9);
    }
    return best;
  }

  private static String here() {
    if (Engines.device().isGpu()) {
      return "this machine's GPU, float32";
    }
    int threads = JniUtils.getNumThreads();
    return "%s, %d thread%s, float32".formatted(processor(), threads, threads == 1 ? "" : "s");
  }

  private static String processor() {
    try (Stream<String> lines = Files.lines(Path.of("/proc/cpuinfo"))) {
      return lines
          .filter(line -> line.startsWith("model name"))
          .map(line -> line.replaceFirst(".*:\\s*", ""))
          .findFirst()
          .orElse(System.getProperty("os.arch"));
    } catch (IOException e) {
      return System.getProperty("os.arch");
    }
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "%s: %,.0f GFLOP/s, %,.0f GB/s",
        name,
        flopsPerSecond / 1e9,
        bytesPerSecond / 1e9);
  }
}
