package minitron.checkpoint;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.Optional;
import minitron.checkpoint.SafetensorsHeader.Entry;
import minitron.tensor.Copies;
import minitron.tensor.Engines;
import minitron.tensor.Kernels;

/**
 * A weight in a safetensors file. It is read when it is loaded, and turned into float32 some rows
 * at a time, so that no buffer comes near 2^31 bytes.
 */
public record FileWeight(SafetensorsFile file, Entry entry) implements Weight {
  private static final long WINDOW = 32L << 20;

  public FileWeight {
    type(file, entry); // so that opening a checkpoint fails, not its first use
  }

  @Override
  public Dtype dtype() {
    return entry.dtype();
  }

  @Override
  public Shape shape() {
    return new Shape(entry.shape());
  }

  @Override
  public Optional<String> stamp() {
    return file.stamp();
  }

  @Override
  public NDArray load(NDManager into) {
    if (entry.size() <= WINDOW) {
      return Engines.scoped(into, scope -> floats(scope, 0, entry.size(), shape()));
    }
    NDArray all = into.create(shape(), DataType.FLOAT32);
    long rowBytes = entry.size() / shape().get(0);
    long rows = Math.max(1, WINDOW / rowBytes);
    for (long first = 0; first < shape().get(0); first += rows) {
      long from = first;
      long count = Math.min(rows, shape().get(0) - first);
      try (NDManager scope = into.newSubManager()) {
        long[] part = entry.shape();
        part[0] = count;
        NDArray values = floats(scope, from * rowBytes, count * rowBytes, new Shape(part));
        Copies.putRows(Kernels.inference(scope), all, values, from);
      }
    }
    return all;
  }

  @Override
  public Weight as(Dtype other, String name) {
    return other == dtype() ? this : Weight.super.as(other, name);
  }

  private NDArray floats(NDManager scope, long from, long length, Shape shape) {
    Kernels k = Kernels.inference(scope);
    return file.read(
        entry,
        from,
        Math.toIntExact(length),
        bytes -> // DJL's array is a view of the buffer, so both kernels copy it
        entry.dtype() == Dtype.BF16
                ? Copies.bfloat16ToFloat(k, scope.create(bytes, new Shape(length), DataType.UINT8))
                    .reshape(shape)
                : Copies.toFloat(k, scope.create(bytes, shape, type(file, entry))));
  }

  private static DataType type(SafetensorsFile file, Entry entry) {
    return switch (entry.dtype()) {
      case F32, BF16 -> DataType.FLOAT32;
      case F16 -> DataType.FLOAT16;
      default ->
          throw new IllegalArgumentException(
              file.path()
                  + ": tensor "
                  + entry.name()
                  + " has type "
                  + entry.dtype()
                  + ": allowed are F32, F16 and BF16, so convert the checkpoint first.");
    };
  }
}
