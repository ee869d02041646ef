package minitron.checkpoint;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.io.IOException;
import java.nio.channels.WritableByteChannel;
import minitron.tensor.Copies;
import minitron.tensor.Engines;
import minitron.tensor.Kernels;

/**
 * A weight to be written to a file. One that lies in a file is copied byte for byte; any other is
 * loaded, rounded to its type and written in parts of some rows.
 */
public record WeightSource(Weight weight) implements TensorSource {
  private static final long WINDOW = 256L << 20;

  @Override
  public Dtype dtype() {
    return weight.dtype();
  }

  @Override
  public long[] shape() {
    return weight.shape().getShape().clone();
  }

  @Override
  public void writeTo(WritableByteChannel channel) throws IOException {
    if (weight instanceof FileWeight stored) {
      stored.file().source(stored.entry()).writeTo(channel);
      return;
    }
    try (NDManager manager = Engines.manager()) {
      NDArray all = weight.load(manager);
      if (shape().length == 0) {
        write(Kernels.inference(manager), all, channel);
        return;
      }
      long rowBytes = Math.max(1, weight.shape().size() / Math.max(1, shape()[0]) * Float.BYTES);
      long rows = Math.max(1, WINDOW / rowBytes);
      for (long first = 0; first < shape()[0]; first += rows) {
        try (NDManager scope = manager.newSubManager()) {
          Kernels k = Kernels.inference(scope);
          write(k, Copies.takeRows(k, all, first, Math.min(rows, shape()[0] - first)), channel);
        }
      }
    }
  }

  private void write(Kernels k, NDArray floats, WritableByteChannel channel) throws IOException {
    NDArray stored =
        switch (dtype()) {
          case BF16 -> Copies.floatToBfloat16(k, floats);
          case F16 -> Copies.toHalf(k, floats);
          default -> floats;
        };
    TensorSource.writeFully(stored.toByteBuffer(), channel);
  }
}
