package minitron.tensor;

import ai.djl.Device;
import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.engine.PtSymbolBlock;
import ai.djl.pytorch.jni.IValueUtils;
import ai.djl.pytorch.jni.JniUtils;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/** Texts of kernels beside this class, loaded once, and how its methods are called. */
final class KernelScript {
  /** The kernels that every libtorch has. */
  static final KernelScript MAIN = new KernelScript("kernels.py");

  /** So many numbers are made once: the sizes, switches and epsilons that come again and again. */
  private static final int KEPT = 8192;

  /** So many shapes, and letters of the reason, are told of a call that failed. */
  private static final int SHAPES_TOLD = 8;

  private static final int REASON_TOLD = 200;

  private final PtSymbolBlock module;
  // All on the CPU: reading a number never waits for a GPU. What is kept belongs to nobody.
  private final NDManager cpu = Engines.engine().newBaseManager(Device.cpu());
  private final Map<String, NDArray> methods = new ConcurrentHashMap<>();
  private final Map<Number, NDArray> numbers = new ConcurrentHashMap<>();

  /**
   * Loads texts, one after the other.
   *
   * @throws EngineException if libtorch lacks an operator that they name
   */
  KernelScript(String... resources) {
    var text = new StringBuilder();
    for (String resource : resources) {
      text.append(read(resource));
    }
    this.module = TorchScript.load(Engines.engine().newBaseManager(), text.toString());
  }

  private static String read(String resource) {
    try (InputStream text = KernelScript.class.getResourceAsStream(resource)) {
      return new String(text.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Calls a method of the script. DJL takes the method's name from the name of the first array, and
   * makes a list of arrays that are all named {@code x[]}; numbers travel as arrays of no
   * dimension. A list that several threads pass on is named before, once and for all.
   *
   * @param out the owner of the results
   * @param grad whether the results remember how they were made
   * @param arguments arrays, lists of arrays and numbers, in the method's order
   */
  NDList call(NDManager out, boolean grad, String method, Object... arguments) {
    var inputs = new NDList();
    List<NDArray> own = new ArrayList<>();
    List<NDList> named = new ArrayList<>();
    inputs.add(methods.computeIfAbsent(method, this::key));
    for (int i = 0; i < arguments.length; i++) {
      Object argument = arguments[i];
      if (argument instanceof NDArray array) {
        inputs.add(array);
      } else if (argument instanceof NDList arrays) {
        if (isUnnamed(arrays)) {
          name(arrays, "a" + i + "[]");
          named.add(arrays);
        }
        inputs.addAll(arrays);
      } else {
        inputs.add(number((Number) argument, own));
      }
    }
    boolean before = JniUtils.isGradMode();
    try {
      JniUtils.setGradMode(grad);
      JniUtils.setGraphExecutorOptimize(false);
      NDList results = IValueUtils.forward(module, inputs, true);
      // DJL gives them to the owner of the first array.
      results.attach(out);
      return results;
    } catch (EngineException e) {
      throw failed(method, inputs, e);
    } finally {
      JniUtils.setGradMode(before);
      own.forEach(NDArray::close);
      named.forEach(arrays -> name(arrays, null));
    }
  }

  /** libtorch's own message is a trace of many lines, whose last one says what is wrong. */
  private static EngineException failed(String method, NDList inputs, EngineException e) {
    String shapes =
        inputs.stream()
            .filter(array -> array.getShape().dimension() > 0)
            .limit(SHAPES_TOLD)
            .map(array -> array.getShape().toString())
            .collect(Collectors.joining(", "));
    String told = String.valueOf(e.getMessage()).strip();
    String last = told.substring(told.lastIndexOf('\n') + 1).replaceFirst("^\\w+Error: ", "");
    String why =
        last.contains("allocate memory") || last.contains("out of memory")
            ? "there is too little memory; ask for a smaller batch or length"
            : last.substring(0, Math.min(last.length(), REASON_TOLD));
    return new EngineException(
        "libtorch failed in %s with arrays of %s: %s".formatted(method, shapes, why), e);
  }

  /** The array whose name says which method is meant. */
  private NDArray key(String method) {
    NDArray key = kept(cpu.create(0L));
    key.setName("module_method:" + method);
    return key;
  }

  private NDArray number(Number number, List<NDArray> own) {
    if (numbers.size() < KEPT || numbers.containsKey(number)) {
      return numbers.computeIfAbsent(number, value -> kept(scalar(value)));
    }
    NDArray once = scalar(number);
    own.add(once);
    return once;
  }

  /** A number as an array that its caller closes: one that will not come again. */
  NDArray scalar(Number number) {
    return number instanceof Double real ? cpu.create(real) : cpu.create(number.longValue());
  }

  private static NDArray kept(NDArray array) {
    array.detach();
    return array;
  }

  private static boolean isUnnamed(NDList arrays) {
    return !arrays.isEmpty() && arrays.get(0).getName() == null;
  }

  static void name(NDList arrays, String name) {
    arrays.forEach(array -> array.setName(name));
  }
}
