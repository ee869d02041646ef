package minitron.checkpoint;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;
import minitron.checkpoint.SafetensorsHeader.Entry;
import minitron.tensor.Copies;
import minitron.tensor.Engines;
import minitron.tensor.Kernels;

/**
 * A weight in a safetensors file. It is read when it is loaded, and turned into float32 some rows
 * at a time, so that no buffer comes near 2^31 bytes. To another file it is copied byte for byte.
 */
public record FileWeight(SafetensorsFile file, Entry entry) implements Weight {
  /** How many bytes are read at once: the file's buffer lives as long as the model. */
  private static final int PART = 4 << 20;

  @Override
  public Dtype dtype() {
    return entry.dtype();
  }

  @Override
  public Shape shape() {
    return entry.shape();
  }

  @Override
  public Optional<String> stamp() {
    return file.stamp();
  }

  @Override
  public NDArray load(NDManager into) {
    if (entry.size() <= PART) {
      return Engines.scoped(into, scope -> floats(scope, 0, entry.size(), shape()));
    }
    NDArray all = into.create(shape(), DataType.FLOAT32);
    long rows = Math.max(1, PART / rowBytes());
    for (long first = 0; first < shape().get(0); first += rows) {
      long count = Math.min(rows, shape().get(0) - first);
      try (NDManager scope = into.newSubManager()) {
        Copies.putRows(new Kernels(scope), all, rows(scope, first, count), first);
      }
    }
    return all;
  }

  /**
   * Whether another weight of the same shape, of one axis or more, has the same values, whatever
   * their types: {@code torch.equal} of both in float32. They are read some rows at a time.
   */
  public boolean sameValues(FileWeight other) {
    long rows = Math.max(1, PART / Math.max(rowBytes(), other.rowBytes()));
    for (long first = 0; first < shape().get(0); first += rows) {
      long count = Math.min(rows, shape().get(0) - first);
      try (NDManager scope = Engines.manager()) {
        if (!rows(scope, first, count).contentEquals(other.rows(scope, first, count))) {
          return false;
        }
      }
    }
    return true;
  }

  private long rowBytes() {
    return entry.size() / shape().get(0);
  }

  private NDArray rows(NDManager scope, long first, long count) {
    long[] part = shape().getShape().clone();
    part[0] = count;
    return floats(scope, first * rowBytes(), count * rowBytes(), new Shape(part));
  }

  @Override
  public void writeTo(Sink sink) throws IOException {
    ByteBuffer part = ByteBuffer.allocate((int) Math.min(PART, entry.size()));
    for (long from = 0; from < entry.size(); from += part.limit()) {
      part.clear().limit((int) Math.min(part.capacity(), entry.size() - from));
      sink.write(file.read(entry, from, part));
    }
  }

  @Override
  public Weight as(Dtype other, String name) {
    return other == dtype() ? this : Weight.super.as(other, name);
  }

  private NDArray floats(NDManager scope, long from, long length, Shape shape) {
    Kernels k = new Kernels(scope);
    return file.read(
        entry,
        from,
        Math.toIntExact(length),
        bytes -> // DJL's array is a view of the buffer, so both kernels copy it
        entry.dtype() == Dtype.BF16
                ? Copies.bfloat16ToFloat(k, scope.create(bytes, new Shape(length), DataType.UINT8))
                    .reshape(shape)
                : Copies.toFloat(k, scope.create(bytes, shape, type())));
  }

  /**
   * The type in which DJL takes its values.
   *
   * @throws IllegalArgumentException if they cannot be loaded, as no model is stored in their type
   */
  public DataType type() {
    return switch (entry.dtype()) {
      case F32, BF16 -> DataType.FLOAT32;
      case F16 -> DataType.FLOAT16;
      default ->
          throw new IllegalArgumentException(
              "%s: tensor %s has type %s: allowed are F32, F16 and BF16, so convert the checkpoint first."
                  .formatted(file.path(), entry.name(), entry.dtype()));
    };
  }
}
