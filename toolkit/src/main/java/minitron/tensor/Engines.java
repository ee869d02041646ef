package minitron.tensor;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.jni.JniUtils;
import ai.djl.util.Utils;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * DJL's PyTorch engine: started quietly, on the device that was asked for, with one rule for the
 * lifetime of arrays.
 *
 * <p>The device is a GPU where libtorch can use one and the CPU otherwise. The system property
 * {@code minitron.device} or the variable {@code MINITRON_DEVICE} ({@code auto}, {@code cpu},
 * {@code gpu}) says otherwise; a GPU that was asked for and is not there is an error, never a
 * silent CPU.
 */
public final class Engines {
  private Engines() {}

  /**
   * Keeps DJL off the network. Must come before the first DJL class, so every door here calls it.
   */
  public static void quiet() {
    System.getProperties().putIfAbsent("ai.djl.offline", "true");
    System.getProperties().putIfAbsent("OPT_OUT_TRACKING", "true");
    System.getProperties().putIfAbsent("ai.djl.default_engine", "PyTorch");
  }

  /**
   * The PyTorch engine.
   *
   * @throws IllegalStateException if its native library cannot be loaded
   */
  public static Engine engine() {
    quiet();
    try {
      return Engine.getEngine("PyTorch");
    } catch (EngineException e) {
      throw notUnpacked("PyTorch", "PYTORCH_LIBRARY_PATH", e);
    }
  }

  /**
   * What is said when a native library of DJL's is not there: DJL unpacks it from its jar into a
   * folder of its own at the first use.
   *
   * @param variable names a folder with the library instead
   */
  public static IllegalStateException notUnpacked(
      String library, String variable, EngineException cause) {
    String message =
        System.getenv(variable) != null || System.getProperty(variable) != null
            ? "The native library for %s could not be loaded from the folder that %s names: let it name one that has it, or unset it."
                .formatted(library, variable)
            : "The native library for %s could not be unpacked into DJL's cache, the folder %s: make room there and the folder writable, or name another folder with DJL_CACHE_DIR."
                .formatted(library, Utils.getCacheDir());
    return new IllegalStateException(message, cause);
  }

  /**
   * The device that work runs on.
   *
   * @throws IllegalStateException if a GPU was asked for and libtorch can use none
   */
  public static Device device() {
    String wish = wish();
    boolean gpu = !wish.equals("cpu") && seesGpu();
    if (wish.equals("gpu") && !gpu) {
      throw new IllegalStateException(
          "A GPU was asked for (minitron.device=gpu), but libtorch can use none: it is a CPU build,"
              + " or finds no working GPU; doctor tells how to point DJL at a CUDA build, and cpu or"
              + " auto run without.");
    }
    return gpu ? Device.gpu() : Device.cpu();
  }

  /**
   * Whether libtorch can use a GPU. DJL's own count asks CUDA's runtime, which may stand beside a
   * CPU build of libtorch, and may be missing from the search path beside a CUDA build.
   */
  public static boolean seesGpu() {
    return engine().hasCapability("CUDA");
  }

  private static String wish() {
    String variable = System.getenv().getOrDefault("MINITRON_DEVICE", "auto");
    String wish = System.getProperty("minitron.device", variable).toLowerCase(Locale.ROOT);
    if (!wish.equals("auto") && !wish.equals("cpu") && !wish.equals("gpu")) {
      throw new IllegalArgumentException(
          "Unknown device '" + wish + "' in minitron.device: allowed are auto, cpu and gpu.");
    }
    return wish;
  }

  /** A manager of its own, to be closed by the caller: the owner of a model or of a long run. */
  public static NDManager manager() {
    Device device = device();
    settle();
    return engine().newBaseManager(device);
  }

  /** A thread keeps the number of threads that it finds now; see {@link #oneThreadHere}. */
  private static synchronized void settle() {
    JniUtils.getNumThreads();
  }

  /**
   * Runs a body in a scope of its own: every array made in it is freed at the end, but the result,
   * which goes on to {@code parent}.
   */
  public static NDArray scoped(NDManager parent, Function<NDManager, NDArray> body) {
    try (NDManager scope = parent.newSubManager()) {
      NDArray result = body.apply(scope);
      result.attach(parent);
      return result;
    }
  }

  /** Makes a call whose operations take a single thread each; calls on other threads may, too. */
  public static <T> T withOneThread(Supplier<T> call) {
    engine(); // loads the library that is asked here
    int all = Threads.ALL;
    oneThreadHere(all);
    try {
      return call.get();
    } finally {
      JniUtils.setNumThreads(all);
    }
  }

  /**
   * Operations of this thread take one thread from now on. A thread takes as many as were set last
   * on any when it asks for the first time: so this one asks at once, and then all are set again,
   * on another. No other thread may come between.
   */
  private static synchronized void oneThreadHere(int all) {
    JniUtils.setNumThreads(1);
    JniUtils.getNumThreads();
    Thread other = new Thread(() -> JniUtils.setNumThreads(all));
    other.start();
    try {
      other.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** A thread whose own operations take a single thread each, from its beginning to its end. */
  static Thread oneThread(Runnable work) {
    engine();
    int all = Threads.ALL;
    return new Thread(
        () -> {
          oneThreadHere(all);
          work.run();
        },
        "minitron-pass");
  }

  /** Asked once: on another thread, libtorch's answer is what was set last on any. */
  private static final class Threads {
    static final int ALL = JniUtils.getNumThreads();
  }

  /** How many native arrays are alive; the same before and after every call of a facade. */
  public static int liveArrays() {
    try (NDManager probe = engine().newBaseManager()) {
      return probe.getParentManager().getManagedArrays().size();
    }
  }
}
