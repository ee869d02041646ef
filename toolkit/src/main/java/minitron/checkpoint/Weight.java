package minitron.checkpoint;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;
import java.util.Random;
import java.util.function.Function;
import java.util.function.Supplier;
import minitron.tensor.Copies;
import minitron.tensor.Engines;
import minitron.tensor.Kernels;

/**
 * One tensor of a checkpoint, which is loaded when it is needed: it is in a file, in memory, or
 * computed from another.
 */
public interface Weight extends TensorSource {
  /** How many bytes are written at once. */
  long WINDOW = 32L << 20;

  /** Its values as a new float32 array that belongs to {@code into}. */
  NDArray load(NDManager into);

  /**
   * Its values for a model that is only read: as {@link #load}, or in the type that they are stored
   * in, which the kernels cast as they go. Of a file nothing may be read before it is used.
   */
  default NDArray hold(NDManager into) {
    return load(into);
  }

  /** Its values as a new array in another of libtorch's types, by its number. */
  default NDArray load(NDManager into, int type) {
    return Engines.scoped(into, scope -> Copies.toType(new Kernels(scope), hold(scope), type));
  }

  /**
   * A text that changes whenever the values may have changed, so that their hash need not be
   * computed again; empty if there is no such text.
   */
  default Optional<String> stamp() {
    return Optional.empty();
  }

  /** The values, rounded to the type, in parts of some rows. */
  @Override
  default void writeTo(Sink sink) throws IOException {
    try (NDManager manager = Engines.manager()) {
      NDArray loaded = load(manager);
      NDArray all = shape().dimension() == 0 ? loaded.reshape(1) : loaded;
      long end = all.getShape().get(0);
      long rowBytes = Math.max(1, shape().size() / Math.max(1, end) * Float.BYTES);
      long rows = Math.max(1, WINDOW / rowBytes);
      for (long first = 0; first < end; first += rows) {
        try (NDManager scope = manager.newSubManager()) {
          Kernels k = new Kernels(scope);
          NDArray part = Copies.takeRows(k, all, first, Math.min(rows, end - first));
          sink.write(Stored.bytes(k, part, dtype()));
        }
      }
    }
  }

  /**
   * One row of a matrix, or of a vector one number, as it is stored; of a file no more is read.
   *
   * @param index counted from 0
   * @throws IllegalArgumentException if there is no such row
   */
  default float[] row(int index) {
    long rows = shape().dimension() == 0 ? 0 : shape().get(0);
    if (index < 0 || index >= rows) {
      throw new IllegalArgumentException(
          "There is no row %d: allowed are 0 to %d.".formatted(index, rows - 1));
    }
    try (NDManager scope = Engines.manager()) {
      Kernels k = new Kernels(scope);
      return Copies.toFloat(k, Copies.takeRows(k, hold(scope), index, 1)).toFloatArray();
    }
  }

  /**
   * A weight that is computed when it is loaded.
   *
   * @param stamps as {@link #stamp}
   * @param loader as {@link #load}
   */
  record Computed(
      Dtype dtype,
      Shape shape,
      Supplier<Optional<String>> stamps,
      Function<NDManager, NDArray> loader)
      implements Weight {
    @Override
    public Optional<String> stamp() {
      return stamps.get();
    }

    @Override
    public NDArray load(NDManager into) {
      return loader.apply(into);
    }
  }

  /** A weight in memory, of the array's own type. The array must live as long as it is used. */
  static Weight inMemory(NDArray array) {
    return new Computed(
        Stored.of(array),
        array.getShape(),
        () -> Optional.of("in memory"), // and nobody changes it
        into -> {
          if (array.isReleased()) {
            throw new IllegalStateException(
                "This weight belongs to a trained model that was closed: save the model before closing it.");
          }
          return Copies.toFloat(new Kernels(into), array);
        });
  }

  /** A weight whose values are all the same. */
  static Weight constant(Dtype dtype, Shape shape, float value) {
    return new Computed(
        dtype, shape, () -> Optional.of(""), into -> into.full(shape, value, DataType.FLOAT32));
  }

  /** A weight drawn from a normal distribution around 0; the same seed gives the same values. */
  static Weight normal(Dtype dtype, Shape shape, double deviation, long seed) {
    return new Computed(
        dtype,
        shape,
        () -> Optional.of(""),
        into -> {
          var random = new Random(seed);
          var values = new float[Math.toIntExact(shape.size())];
          for (int i = 0; i < values.length; i++) {
            values[i] = (float) (deviation * random.nextGaussian());
          }
          return into.create(values, shape);
        });
  }

  /** The weight with only the kept indices of an axis, which ascend. */
  default Weight select(int axis, int[] kept) {
    long[] sizes = shape().getShape().clone();
    sizes[axis] = kept.length;
    return new Computed(
        dtype(),
        new Shape(sizes),
        this::stamp,
        into ->
            Engines.scoped(
                into,
                scope -> {
                  NDArray indices = scope.create(Arrays.stream(kept).asLongStream().toArray());
                  return Copies.select(new Kernels(scope), load(scope), axis, indices);
                }));
  }

  /**
   * The weight rounded to another type on disk.
   *
   * @param name for the message if float16 is too narrow for a value
   */
  default Weight as(Dtype other, String name) {
    return new Computed(
        other,
        shape(),
        this::stamp,
        into -> Engines.scoped(into, scope -> rounded(scope, other, name)));
  }

  private NDArray rounded(NDManager scope, Dtype other, String name) {
    NDArray values = load(scope);
    Kernels k = new Kernels(scope);
    return switch (other) {
      case BF16 -> Copies.roundToBfloat16(k, values);
      case F16 -> {
        Stored.checkHalf(values, name);
        yield Copies.toFloat(k, Copies.toHalf(k, values));
      }
      default -> values;
    };
  }
}
