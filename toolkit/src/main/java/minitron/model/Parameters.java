package minitron.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import java.util.LinkedHashMap;
import java.util.Map;
import minitron.checkpoint.Weight;
import minitron.tensor.ArrayOwner;

/**
 * The weights of a model in memory, float32, on the device; they live as long as anybody holds one
 * of them, or until closed.
 *
 * @param owner their owner
 * @param arrays by Hugging Face name, in the model's order; a tied head is not there twice
 */
public record Parameters(ArrayOwner owner, Map<String, NDArray> arrays) implements AutoCloseable {
  /** Reads all weights into new arrays. */
  static Parameters load(Map<String, Weight> weights) {
    Map<String, NDArray> arrays = new LinkedHashMap<>();
    ArrayOwner owner =
        ArrayOwner.of(
            manager -> weights.forEach((name, weight) -> arrays.put(name, weight.load(manager))));
    return new Parameters(owner, arrays);
  }

  /** The arrays in the model's order. */
  public NDList list() {
    return new NDList(arrays.values());
  }

  @Override
  public void close() {
    owner.close();
  }
}
