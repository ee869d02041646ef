package minitron;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.jni.JniUtils;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import minitron.tensor.Engines;
import minitron.tensor.Kernels;

/** What the toolkit runs on, and whether it works. */
public final class Doctor {
  private static final int SIDE = 1024;
  private static final int TIMES = 10;

  private Doctor() {}

  /**
   * One line each: Java, engine, library and its flavour, device, threads, a timed matrix product.
   *
   * @throws IllegalStateException if a GPU was asked for and there is none
   */
  public static List<String> report() {
    Engine engine = Engines.engine();
    boolean cuda = engine.hasCapability("CUDA");
    List<String> lines = new ArrayList<>();
    lines.add(
        "java        "
            + System.getProperty("java.version")
            + ", "
            + System.getProperty("os.name")
            + " "
            + System.getProperty("os.arch"));
    lines.add("engine      " + engine.getEngineName() + " through DJL " + Engine.getDjlVersion());
    lines.add(
        "library     libtorch " + engine.getVersion() + ", " + (cuda ? "CUDA build" : "CPU build"));
    lines.add(
        "device      "
            + Engines.device()
            + (engine.getGpuCount() > 0
                ? ", " + engine.getGpuCount() + " GPUs seen"
                : ", no GPU seen"));
    lines.add(
        "threads     "
            + JniUtils.getNumThreads()
            + " in an operation, "
            + Runtime.getRuntime().availableProcessors()
            + " processors");
    lines.add(
        "memory      "
            + (Runtime.getRuntime().maxMemory() >> 20)
            + " MB at most for Java; arrays live outside of it");
    lines.add("product     " + product());
    if (!cuda) {
      lines.add(
          "for a GPU   set PYTORCH_LIBRARY_PATH to the lib folder of pip's torch 2.7.1 for CUDA, PYTORCH_VERSION=2.7.1 and PYTORCH_FLAVOR=cu128");
    }
    return lines;
  }

  /** Times float32 matrix products and checks one value of the result. */
  private static String product() {
    try (NDManager manager = Engines.manager()) {
      Kernels k = Kernels.inference(manager);
      NDArray a = manager.full(new Shape(SIDE, SIDE), 0.5f, DataType.FLOAT32);
      k.linear(a, a, null).close();
      long began = System.nanoTime();
      float value = 0;
      for (int i = 0; i < TIMES; i++) {
        try (NDArray c = k.linear(a, a, null)) {
          value = c.getFloat(0, 0);
        }
      }
      double seconds = (System.nanoTime() - began) / 1e9 / TIMES;
      if (value != SIDE / 4f) {
        throw new IllegalStateException(
            "A matrix product gave "
                + value
                + " and should give "
                + SIDE / 4f
                + ": the library does not work here.");
      }
      return String.format(
          Locale.ROOT,
          "%d × %d in %.1f ms, %.0f GFLOP/s in float32, the right value",
          SIDE,
          SIDE,
          seconds * 1e3,
          2.0 * SIDE * SIDE * SIDE / seconds / 1e9);
    }
  }
}
