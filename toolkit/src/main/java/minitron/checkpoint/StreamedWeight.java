package minitron.checkpoint;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.io.IOException;
import java.io.UncheckedIOException;
import minitron.tensor.Copies;
import minitron.tensor.Engines;
import minitron.tensor.Kernels;

/**
 * A weight that passes from a file through a window of some rows. What is cut from it, or written
 * in another type, passes through the same window, so that a checkpoint is pruned without ever
 * being held.
 */
interface StreamedWeight extends Weight {
  @Override
  default NDArray load(NDManager into) {
    return Engines.scoped(
        into,
        scope -> {
          NDArray flat = scope.create(new Shape(shape().size()), DataType.FLOAT32);
          long[] filled = {0};
          try {
            writeTo(
                part -> {
                  try (NDManager window = scope.newSubManager()) {
                    NDArray some = Stored.floats(window, dtype(), part);
                    Copies.putRows(new Kernels(window), flat, some, filled[0]);
                    filled[0] += some.size();
                  }
                });
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
          return flat.reshape(shape());
        });
  }

  @Override
  default Weight select(int axis, int[] kept) {
    return new Selected(this, axis, kept);
  }

  @Override
  default Weight as(Dtype other, String name) {
    return other == dtype() ? this : new Converted(this, other, name);
  }
}
