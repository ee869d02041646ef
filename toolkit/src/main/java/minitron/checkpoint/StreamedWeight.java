package minitron.checkpoint;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.function.Supplier;
import minitron.tensor.Copies;
import minitron.tensor.Engines;
import minitron.tensor.Kernels;

/**
 * A weight that passes through a window of some rows. What is cut from it, or written in another
 * type, passes through the same window, so that a checkpoint is pruned without ever being held.
 *
 * @param stamps as {@link #stamp}
 * @param bytes as {@link #writeTo}
 */
record StreamedWeight(Dtype dtype, Shape shape, Supplier<Optional<String>> stamps, Bytes bytes)
    implements Weight {
  /** Gives all bytes of a tensor, some rows at a time. */
  @FunctionalInterface
  interface Bytes {
    void writeTo(Sink sink) throws IOException;
  }

  @Override
  public Optional<String> stamp() {
    return stamps.get();
  }

  @Override
  public void writeTo(Sink sink) throws IOException {
    bytes.writeTo(sink);
  }

  @Override
  public NDArray load(NDManager into) {
    return Engines.scoped(
        into,
        scope -> {
          NDArray flat = scope.create(new Shape(shape.size()), DataType.FLOAT32);
          fill(
              scope,
              (window, part, first) ->
                  Copies.putRows(
                      new Kernels(window), flat, Stored.floats(window, dtype, part), first));
          return flat.reshape(shape);
        });
  }

  /** In the stored type, through the same window. */
  @Override
  public NDArray hold(NDManager into) {
    return Engines.scoped(
        into,
        scope -> {
          Kernels k = new Kernels(scope);
          NDArray flat =
              Copies.zeros(k, scope.create(0f), new Shape(shape.size()), Stored.code(dtype));
          fill(
              scope,
              (window, part, first) -> {
                NDArray some = window.create(part, new Shape(part.remaining()), DataType.UINT8);
                Copies.putBytes(new Kernels(window), flat, some, first);
              });
          return flat.reshape(shape);
        });
  }

  /** Puts the numbers of a window into an array, from number {@code first} on. */
  private interface Put {
    void put(NDManager window, ByteBuffer part, long first);
  }

  private void fill(NDManager scope, Put put) {
    long[] filled = {0};
    try {
      bytes.writeTo(
          part -> {
            int numbers = part.remaining() / dtype.size();
            try (NDManager window = scope.newSubManager()) {
              put.put(window, part, filled[0]);
            }
            filled[0] += numbers;
          });
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public Weight select(int axis, int[] kept) {
    long[] sizes = shape.getShape().clone();
    check(kept, sizes[axis]);
    int slice = Math.toIntExact(sliceBytes(axis));
    long width = slice * sizes[axis];
    sizes[axis] = kept.length;
    return new StreamedWeight(
        dtype,
        new Shape(sizes),
        stamps,
        sink ->
            bytes.writeTo(
                axis == 0
                    ? Slices.rows(kept, slice, sink)
                    : Slices.columns(kept, Math.toIntExact(width), slice, sink)));
  }

  private static void check(int[] kept, long side) {
    for (int i = 0; i < kept.length; i++) {
      if (kept[i] < 0 || kept[i] >= side || (i > 0 && kept[i - 1] >= kept[i])) {
        throw new IllegalArgumentException(
            "Index %d of %d cannot be kept here; allowed: each once, ascending."
                .formatted(kept[i], side));
      }
    }
  }

  /** Bytes of what lies under one index of an axis. */
  private long sliceBytes(int axis) {
    long bytes = dtype.size();
    for (int i = axis + 1; i < shape.dimension(); i++) {
      bytes *= shape.get(i);
    }
    return bytes;
  }

  @Override
  public Weight as(Dtype other, String name) {
    return other == dtype
        ? this
        : new StreamedWeight(other, shape, stamps, sink -> convert(other, name, sink));
  }

  private void convert(Dtype other, String name, Sink sink) throws IOException {
    try (NDManager manager = Engines.manager()) {
      bytes.writeTo(part -> sink.write(converted(manager, part, other, name)));
    }
  }

  private ByteBuffer converted(NDManager manager, ByteBuffer part, Dtype other, String name) {
    try (NDManager scope = manager.newSubManager()) {
      NDArray floats = Stored.floats(scope, dtype, part);
      if (other == Dtype.F16) {
        Stored.checkHalf(floats, name);
      }
      return Stored.bytes(new Kernels(scope), floats, other);
    }
  }
}
