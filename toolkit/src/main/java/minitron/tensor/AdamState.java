package minitron.tensor;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;

/**
 * What AdamW remembers of each parameter.
 *
 * @param mean running means of the gradients
 * @param square running means of their squares
 * @param steps how many updates each parameter has had, float32 scalars
 */
public record AdamState(NDList mean, NDList square, NDList steps) {
  /** The state before the first step. */
  public static AdamState zeros(NDManager manager, NDList parameters) {
    var state = new AdamState(new NDList(), new NDList(), new NDList());
    for (NDArray parameter : parameters) {
      state.mean.add(manager.zeros(parameter.getShape(), DataType.FLOAT32));
      state.square.add(manager.zeros(parameter.getShape(), DataType.FLOAT32));
      state.steps.add(manager.zeros(new Shape(), DataType.FLOAT32));
    }
    return state;
  }
}
