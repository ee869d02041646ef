package minitron.checkpoint;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import minitron.checkpoint.SafetensorsHeader.Entry;
import minitron.tensor.Engines;

/**
 * A weight in a safetensors file. It is read when it is loaded, and turned into float32 some rows
 * at a time, so that no buffer comes near 2^31 bytes. To another file it is copied byte for byte.
 */
public record FileWeight(SafetensorsFile file, Entry entry) implements Weight {
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

  private StreamedWeight streamed() {
    return new StreamedWeight(dtype(), shape(), this::stamp, this::writeTo);
  }

  @Override
  public NDArray load(NDManager into) {
    return streamed().load(into);
  }

  /** Mapped where that can be done: on a CPU, from a place where its numbers may stand. */
  @Override
  public NDArray hold(NDManager into) {
    return file.map(entry, Stored.code(dtype()), into).orElseGet(() -> streamed().hold(into));
  }

  @Override
  public Weight select(int axis, int[] kept) {
    return streamed().select(axis, kept);
  }

  @Override
  public Weight as(Dtype other, String name) {
    return other == dtype() ? this : streamed().as(other, name);
  }

  /**
   * Whether another weight of the same shape, of one axis or more, has the same values, whatever
   * their types: {@code torch.equal} of both in float32. They are read some rows at a time.
   */
  public boolean sameValues(FileWeight other) {
    int rows = Math.toIntExact(Math.max(1, PART / Math.max(rowBytes(), other.rowBytes())));
    ByteBuffer mine = ByteBuffer.allocateDirect(Math.toIntExact(rows * rowBytes()));
    ByteBuffer others = ByteBuffer.allocateDirect(Math.toIntExact(rows * other.rowBytes()));
    for (long first = 0; first < shape().get(0); first += rows) {
      int count = (int) Math.min(rows, shape().get(0) - first);
      try (NDManager scope = Engines.manager()) {
        NDArray here = rows(scope, first, count, mine);
        if (!here.contentEquals(other.rows(scope, first, count, others))) {
          return false;
        }
      }
    }
    return true;
  }

  private NDArray rows(NDManager scope, long first, int count, ByteBuffer into) {
    into.clear().limit(Math.toIntExact(count * rowBytes()));
    return Stored.floats(scope, dtype(), file.read(entry, first * rowBytes(), into));
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
    file.stream(entry, Math.toIntExact(window), sink);
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
