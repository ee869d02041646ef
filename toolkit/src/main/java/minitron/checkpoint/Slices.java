package minitron.checkpoint;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.IntBuffer;
import java.nio.ShortBuffer;

/**
 * Lets some slices of an axis through. Bytes only move: of every part that comes, those that are
 * kept move up in the part itself.
 */
final class Slices {
  private Slices() {}

  /**
   * Some rows of a tensor that passes by.
   *
   * @param kept their indices, ascending
   * @param size bytes of a row
   */
  static TensorSource.Sink rows(int[] kept, int size, TensorSource.Sink to) {
    var rows = new Rows(kept, size);
    return part -> to.write(rows.pick(part));
  }

  /**
   * Some columns of the rows that pass by.
   *
   * @param kept their indices, ascending
   * @param width bytes of a row
   * @param size bytes of a number
   */
  static TensorSource.Sink columns(int[] kept, int width, int size, TensorSource.Sink to) {
    var columns = new Columns(kept, width, size);
    return part -> to.write(columns.pick(part));
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

  /** Columns of rows that pass by. Numbers move in arrays, three times as fast as in a buffer. */
  private static final class Columns {
    private final int[] kept;
    private final int width;
    private final int size;
    private short[] shorts = {};
    private int[] ints = {};

    Columns(int[] kept, int width, int size) {
      this.kept = kept;
      this.width = width;
      this.size = size;
    }

    ByteBuffer pick(ByteBuffer part) {
      ByteBuffer own = part.slice().order(ByteOrder.nativeOrder()); // so that nothing is turned
      int end =
          switch (size) {
            case Short.BYTES -> pick(own.asShortBuffer());
            case Integer.BYTES -> pick(own.asIntBuffer());
            default -> pickBytes(own);
          };
      return part.limit(part.position() + end * size);
    }

    private int pick(ShortBuffer part) {
      int count = part.remaining();
      if (shorts.length < count) {
        shorts = new short[count];
      }
      short[] numbers = shorts;
      part.get(0, numbers, 0, count);
      int end = 0;
      for (int row = 0; row < count; row += width / size) {
        for (int column : kept) {
          numbers[end++] = numbers[row + column];
        }
      }
      part.put(0, numbers, 0, end);
      return end;
    }

    private int pick(IntBuffer part) {
      int count = part.remaining();
      if (ints.length < count) {
        ints = new int[count];
      }
      int[] numbers = ints;
      part.get(0, numbers, 0, count);
      int end = 0;
      for (int row = 0; row < count; row += width / size) {
        for (int column : kept) {
          numbers[end++] = numbers[row + column];
        }
      }
      part.put(0, numbers, 0, end);
      return end;
    }

    private int pickBytes(ByteBuffer part) {
      int end = 0;
      for (int row = 0; row < part.limit(); row += width) {
        for (int column : kept) {
          part.put(end++ * size, part, row + column * size, size);
        }
      }
      return end;
    }
  }
}
