package minitron.checkpoint;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import minitron.checkpoint.SafetensorsHeader.Entry;
import minitron.tensor.Engines;

/**
 * A weight in a safetensors file. It is read when it is loaded, and turned into float32 some rows
 * at a time, so that no buffer comes near 2^31 bytes. To another file it is copied byte for byte.
 */
public record FileWeight(SafetensorsFile file, Entry entry) implements StreamedWeight {
  /** How many bytes are read at once: the file's buffer lives as long as the model. */
  private static final int PART = 4 << 20;

  private static final Set<Dtype> LOADABLE = EnumSet.of(Dtype.F32, Dtype.F16, Dtype.BF16);

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
    long rows = shape().dimension() == 0 ? 1 : shape().get(0);
    return entry.size() / Math.max(1, rows);
  }

  /** Windows of whole rows; a longer row, or a scalar, is one by itself. */
  @Override
  public void writeTo(Sink sink) throws IOException {
    long row = Math.max(1, rowBytes());
    long window = Math.max(1, PART / row) * row;
    for (long from = 0; from < entry.size(); from += window) {
      file.read(entry, from, Math.toIntExact(Math.min(window, entry.size() - from)), sink);
    }
  }

  private NDArray rows(NDManager scope, long first, long count) {
    NDArray[] floats = new NDArray[1];
    try {
      file.read(
          entry,
          first * rowBytes(),
          Math.toIntExact(count * rowBytes()),
          part -> floats[0] = Stored.floats(scope, dtype(), part));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return floats[0];
  }

  /**
   * Checks that its values can be loaded.
   *
   * @throws IllegalArgumentException if not, as no model is stored in their type
   */
  public void checkLoadable() {
    if (!LOADABLE.contains(dtype())) {
      throw new IllegalArgumentException(
          "%s: tensor %s has type %s: allowed are F32, F16 and BF16, so convert the checkpoint first."
              .formatted(file.path(), entry.name(), entry.dtype()));
    }
  }
}
