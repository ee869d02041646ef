package minitron.tensor;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;

/**
 * What AdamW remembers of each parameter.
 *
 * @param parts whether weights are updated some rows at a time: in other types, or from the host
 * @param mean running means of the gradients
 * @param square running means of their squares
 * @param steps how many updates each parameter has had, float32 scalars
 * @param meanScales of means of eight bits, one a row (rows, 1); without an element for others
 * @param squareScales the same of the squares
 */
public record AdamState(
    boolean parts,
    NDList mean,
    NDList square,
    NDList steps,
    NDList meanScales,
    NDList squareScales) {
  /** The state before the first step. */
  public static AdamState zeros(NDManager manager, NDList parameters, Storage storage) {
    boolean host = storage.onHost() && manager.getDevice().isGpu();
    boolean parts = host || storage.isNarrow();
    var state =
        new AdamState(parts, new NDList(), new NDList(), new NDList(), new NDList(), new NDList());
    NDManager place = host ? manager.newSubManager(Device.cpu()) : manager;
    for (NDArray parameter : parameters) {
      Shape shape = parameter.getShape();
      boolean small = storage.moments() == Moments.EIGHT_BIT && shape.dimension() > 1;
      DataType type = small ? DataType.UINT8 : DataType.FLOAT32;
      state.mean.add(place.zeros(shape, type));
      state.square.add(place.zeros(shape, type));
      Shape rows = new Shape(shape.get(0), 1);
      state.meanScales.add(small ? place.zeros(rows) : Kernels.NONE);
      state.squareScales.add(small ? place.zeros(rows) : Kernels.NONE);
      state.steps.add(manager.zeros(new Shape(), DataType.FLOAT32));
    }
    return state;
  }

  /** What it remembers of the parameters from one to before another. */
  public AdamState of(int from, int end) {
    return new AdamState(
        parts,
        mean.subNDList(from, end),
        square.subNDList(from, end),
        steps.subNDList(from, end),
        meanScales.subNDList(from, end),
        squareScales.subNDList(from, end));
  }
}
