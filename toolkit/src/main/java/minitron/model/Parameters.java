package minitron.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import java.util.LinkedHashMap;
import java.util.Map;
import minitron.checkpoint.Weight;
import minitron.tensor.Engines;

/**
 * The weights of a model in memory, float32, on the device; they live until closed.
 *
 * @param manager their owner
 * @param arrays by Hugging Face name, in the model's order; a tied head is not there twice
 */
public record Parameters(NDManager manager, Map<String, NDArray> arrays) implements AutoCloseable {
  /** Reads all weights into new arrays. */
  static Parameters load(Map<String, Weight> weights) {
    NDManager manager = Engines.manager();
    try {
      Map<String, NDArray> arrays = new LinkedHashMap<>();
      weights.forEach((name, weight) -> arrays.put(name, weight.load(manager)));
      return new Parameters(manager, arrays);
    } catch (RuntimeException | OutOfMemoryError e) {
      manager.close();
      throw e;
    }
  }

  /** The arrays in the model's order. */
  public NDList list() {
    return new NDList(arrays.values());
  }

  /** Says whether gradients of these arrays are wanted. */
  public void trainable(boolean wanted) {
    arrays.values().forEach(array -> array.setRequiresGradient(wanted));
  }

  @Override
  public void close() {
    manager.close();
  }
}
