package minitron.tensor;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtSymbolBlock;
import ai.djl.pytorch.jni.IValueUtils;
import ai.djl.pytorch.jni.JniUtils;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * The text {@code kernels.py}, loaded once when the first kernel is called, and how it is called.
 */
final class KernelScript {
  private static final PtSymbolBlock MODULE = load();

  /** Owner of numbers: on the CPU, so that reading one never waits for a GPU. */
  private static final NDManager CPU = Engines.engine().newBaseManager(Device.cpu());

  private KernelScript() {}

  private static PtSymbolBlock load() {
    try (InputStream text = KernelScript.class.getResourceAsStream("kernels.py")) {
      String methods = new String(text.readAllBytes(), StandardCharsets.UTF_8);
      return TorchScript.load(Engines.engine().newBaseManager(), methods);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Calls a method of the script. DJL takes the method's name from the name of the first array, and
   * makes a list of arrays that are all named {@code x[]}; numbers travel as arrays of no
   * dimension.
   *
   * @param out the owner of the results
   * @param grad whether the results remember how they were made
   * @param arguments arrays, lists of arrays and numbers, in the method's order
   */
  static NDList call(NDManager out, boolean grad, String method, Object... arguments) {
    var inputs = new NDList();
    List<NDArray> own = new ArrayList<>();
    NDArray key = own(own, out.create(new Shape(), DataType.FLOAT32));
    key.setName("module_method:" + method);
    inputs.add(key);
    for (int i = 0; i < arguments.length; i++) {
      Object argument = arguments[i];
      if (argument instanceof NDArray array) {
        inputs.add(array);
      } else if (argument instanceof NDList arrays) {
        name(arrays, "a" + i + "[]");
        inputs.addAll(arrays);
      } else if (argument instanceof Double number) {
        inputs.add(own(own, CPU.create(number.doubleValue())));
      } else {
        inputs.add(own(own, CPU.create(((Number) argument).longValue())));
      }
    }
    boolean before = JniUtils.isGradMode();
    try {
      JniUtils.setGradMode(grad);
      JniUtils.setGraphExecutorOptimize(false);
      return IValueUtils.forward(MODULE, inputs, true);
    } finally {
      JniUtils.setGradMode(before);
      own.forEach(NDArray::close);
      for (Object argument : arguments) {
        if (argument instanceof NDList arrays) {
          name(arrays, null);
        }
      }
    }
  }

  private static NDArray own(List<NDArray> own, NDArray array) {
    own.add(array);
    return array;
  }

  private static void name(NDList arrays, String name) {
    arrays.forEach(array -> array.setName(name));
  }
}
