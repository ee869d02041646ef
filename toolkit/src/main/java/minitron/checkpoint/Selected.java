package minitron.checkpoint;

import ai.djl.ndarray.types.Shape;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * Some slices of an axis of a weight. Its bytes only move: of every window, those that are kept
 * move up in the window itself.
 */
final class Selected implements StreamedWeight {
  private final StreamedWeight whole;
  private final int axis;
  private final int[] kept;

  /**
   * @param axis the first or the second
   * @param kept its indices, ascending
   */
  Selected(StreamedWeight whole, int axis, int[] kept) {
    long side = whole.shape().get(axis);
    for (int i = 0; i < kept.length; i++) {
      if (kept[i] < 0 || kept[i] >= side || (i > 0 && kept[i - 1] >= kept[i])) {
        throw new IllegalArgumentException(
            "Index %d of %d cannot be kept here; allowed: each once, ascending."
                .formatted(kept[i], side));
      }
    }
    this.whole = whole;
    this.axis = axis;
    this.kept = kept;
  }

  @Override
  public Dtype dtype() {
    return whole.dtype();
  }

  @Override
  public Shape shape() {
    long[] sizes = whole.shape().getShape().clone();
    sizes[axis] = kept.length;
    return new Shape(sizes);
  }

  @Override
  public Optional<String> stamp() {
    return whole.stamp();
  }

  @Override
  public void writeTo(Sink sink) throws IOException {
    int size = Math.toIntExact(sliceBytes());
    if (axis == 0) {
      Rows rows = new Rows(kept, size);
      whole.writeTo(part -> sink.write(rows.pick(part)));
    } else {
      int width = Math.toIntExact(size * whole.shape().get(1));
      whole.writeTo(part -> sink.write(columns(part, width, size)));
    }
  }

  /** Bytes of what lies under one index of the axis. */
  private long sliceBytes() {
    long[] sizes = whole.shape().getShape();
    long bytes = dtype().size();
    for (int i = axis + 1; i < sizes.length; i++) {
      bytes *= sizes[i];
    }
    return bytes;
  }

  /** Rows that pass by, counted from the first window on. */
  private static final class Rows {
    private final int[] kept;
    private final int size;
    private int row;
    private int next;

    Rows(int[] kept, int size) {
      this.kept = kept;
      this.size = size;
    }

    ByteBuffer pick(ByteBuffer part) {
      int end = part.position();
      for (int from = end; from < part.limit(); from += size, row++) {
        if (next < kept.length && kept[next] == row) {
          part.put(end, part, from, size);
          end += size;
          next++;
        }
      }
      return part.limit(end);
    }
  }

  private ByteBuffer columns(ByteBuffer part, int width, int size) {
    int end = part.position();
    for (int row = end; row < part.limit(); row += width) {
      switch (size) { // whole numbers move faster than runs of bytes
        case Short.BYTES -> {
          for (int column : kept) {
            part.putShort(end, part.getShort(row + column * Short.BYTES));
            end += Short.BYTES;
          }
        }
        case Integer.BYTES -> {
          for (int column : kept) {
            part.putInt(end, part.getInt(row + column * Integer.BYTES));
            end += Integer.BYTES;
          }
        }
        default -> {
          for (int column : kept) {
            part.put(end, part, row + column * size, size);
            end += size;
          }
        }
      }
    }
    return part.limit(end);
  }
}
