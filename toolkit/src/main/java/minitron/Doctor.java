package minitron;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.jni.JniUtils;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import minitron.model.ModelConfig;
import minitron.sandbox.Sandbox;
import minitron.stage.MemoryPlan;
import minitron.stage.Provenance;
import minitron.tensor.Engines;
import minitron.tensor.Kernels;
import minitron.train.TrainOptions;

/** What the toolkit runs on, and whether it works. */
public final class Doctor {
  private static final int SIDE = 1024;
  private static final int TIMES = 10;

  private Doctor() {}

  /**
   * One line each: Java, engine, library, threads, memory, GPU and the way to one, device, a timed
   * matrix product, and the sandbox of generated programs.
   *
   * @param line hears each line as it is found
   * @throws IllegalStateException if a GPU was asked for and there is none
   */
  public static void report(Consumer<String> line) {
    Engine engine = Engines.engine();
    boolean gpu = Engines.seesGpu();
    Runtime java = Runtime.getRuntime();
    Map<String, String> versions = Provenance.versions();
    line.accept("java        " + versions.get("java") + ", " + versions.get("system"));
    line.accept("engine      " + engine.getEngineName() + " through DJL " + versions.get("djl"));
    line.accept("library     libtorch " + versions.get("libtorch"));
    line.accept(
        "threads     %s in an operation, %s processors"
            .formatted(threads(), java.availableProcessors()));
    line.accept(
        "memory      %s MB at most for Java; arrays live outside of it"
            .formatted(java.maxMemory() >> 20));
    line.accept("GPU         " + (gpu ? "libtorch can use one" : "none that libtorch can use"));
    if (!gpu) {
      line.accept(
          "for a GPU   set PYTORCH_LIBRARY_PATH to the lib folder of pip's torch 2.7.1 for CUDA, PYTORCH_VERSION=2.7.1 and PYTORCH_FLAVOR=cu128");
    }
    line.accept("device      " + Engines.device());
    line.accept("product     " + product());
    line.accept("sandbox     " + sandbox());
  }

  /**
   * What each stage needs in memory, known without weights; {@code .and("H100")} sets a GPU beside
   * what is here.
   *
   * @param options batch, length, precision, and how the student is trained
   */
  public static MemoryPlan memory(ModelConfig teacher, ModelConfig student, TrainOptions options) {
    return MemoryPlan.of(teacher, student, options);
  }

  /** The toolkit's own version. */
  public static String version() {
    return Provenance.version();
  }

  /** How many threads libtorch takes for an operation. */
  public static int threads() {
    return JniUtils.getNumThreads();
  }

  /** Where generated programs run, or why they do not. */
  private static String sandbox() {
    try {
      Sandbox sandbox = Sandbox.find(false);
      return sandbox.name() + ": a harmless program " + sandbox.run("assert 1 + 1 == 2").text();
    } catch (IllegalStateException e) {
      return "none: " + e.getMessage();
    }
  }

  /** Times float32 matrix products and checks one value of the result. */
  private static String product() {
    try (NDManager manager = Engines.manager()) {
      Kernels k = new Kernels(manager);
      NDArray a = manager.full(new Shape(SIDE, SIDE), 0.5f, DataType.FLOAT32);
      k.linear(a, a).close();
      long began = System.nanoTime();
      float value = 0;
      for (int i = 0; i < TIMES; i++) {
        try (NDArray c = k.linear(a, a)) {
          value = c.getFloat(0, 0);
        }
      }
      double seconds = (System.nanoTime() - began) / 1e9 / TIMES;
      if (value != SIDE / 4f) {
        throw new IllegalStateException(
            "A matrix product gave %s and should give %s: the library does not work here."
                .formatted(value, SIDE / 4f));
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
