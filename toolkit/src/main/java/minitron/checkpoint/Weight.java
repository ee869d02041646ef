package minitron.checkpoint;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
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
public interface Weight {
  /** The type it has on disk. */
  Dtype dtype();

  /** Its shape. */
  Shape shape();

  /** Its values as a new float32 array that belongs to {@code into}. */
  NDArray load(NDManager into);

  /**
   * A text that changes whenever the values may have changed, so that their hash need not be
   * computed again; empty if there is no such text.
   */
  default Optional<String> stamp() {
    return Optional.empty();
  }

  /** A weight that is computed when it is loaded. */
  static Weight of(Dtype dtype, Shape shape, Function<NDManager, NDArray> load) {
    return of(dtype, shape, Optional::empty, load);
  }

  private static Weight of(
      Dtype dtype,
      Shape shape,
      Supplier<Optional<String>> stamp,
      Function<NDManager, NDArray> load) {
    return new Weight() {
      @Override
      public Dtype dtype() {
        return dtype;
      }

      @Override
      public Shape shape() {
        return shape;
      }

      @Override
      public Optional<String> stamp() {
        return stamp.get();
      }

      @Override
      public NDArray load(NDManager into) {
        return load.apply(into);
      }
    };
  }

  /** A weight in memory. The array must live as long as the weight is used. */
  static Weight inMemory(NDArray array) {
    return of(
        Dtype.F32,
        array.getShape(),
        () -> Optional.of("in memory"), // and nobody changes it
        into -> {
          if (array.isReleased()) {
            throw new IllegalStateException(
                "This weight belongs to a trained model that was closed: save the model before closing it.");
          }
          return Copies.toFloat(Kernels.inference(into), array);
        });
  }

  /** A weight whose values are all the same. */
  static Weight constant(Dtype dtype, Shape shape, float value) {
    return of(
        dtype, shape, () -> Optional.of(""), into -> into.full(shape, value, DataType.FLOAT32));
  }

  /** A weight drawn from a normal distribution around 0; the same seed gives the same values. */
  static Weight normal(Dtype dtype, Shape shape, double deviation, long seed) {
    return of(
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

  /** The weight with only the kept indices of an axis, in their order. */
  default Weight select(int axis, int[] kept) {
    long[] sizes = shape().getShape().clone();
    sizes[axis] = kept.length;
    return of(
        dtype(),
        new Shape(sizes),
        this::stamp,
        into ->
            Engines.scoped(
                into,
                scope -> {
                  NDArray indices = scope.create(Arrays.stream(kept).asLongStream().toArray());
                  return Copies.select(Kernels.inference(scope), load(scope), axis, indices);
                }));
  }

  /**
   * The weight rounded to another type on disk.
   *
   * @param name for the message if float16 is too narrow for a value
   */
  default Weight as(Dtype other, String name) {
    return of(
        other,
        shape(),
        this::stamp,
        into -> Engines.scoped(into, scope -> rounded(scope, other, name)));
  }

  private NDArray rounded(NDManager scope, Dtype other, String name) {
    NDArray values = load(scope);
    Kernels k = Kernels.inference(scope);
    return switch (other) {
      case BF16 -> Copies.roundToBfloat16(k, values);
      case F16 -> {
        float largest = values.abs().max().getFloat();
        if (Float.isFinite(largest) && largest > 65504) {
          throw new IllegalArgumentException(
              "float16 is too narrow for the value %,.0f of %s: use bfloat16 or float32."
                  .formatted(largest, name));
        }
        yield Copies.toFloat(k, Copies.toHalf(k, values));
      }
      default -> values;
    };
  }
}
