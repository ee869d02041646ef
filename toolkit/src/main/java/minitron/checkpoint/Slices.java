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

  /**
   * Columns of rows that pass by. Numbers move in arrays, three times as fast as in a buffer: some
   * rows at a time, which a core's cache holds.
   */
  private static final class Columns {
    private static final int NUMBERS = 64 * 1024;

    private final int[] kept;
    private final int width; // numbers of a row
    private final int size;
    private final int block; // numbers of some rows
    private short[] shorts = {};
    private int[] ints = {};

    Columns(int[] kept, int width, int size) {
      this.kept = kept;
      this.width = width / size;
      this.size = size;
      this.block = Math.max(1, NUMBERS / this.width) * this.width;
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
      shorts = shorts.length == 0 ? new short[block] : shorts;
      short[] numbers = shorts;
      int end = 0;
      for (int from = 0; from < part.limit(); from += block) {
        int count = Math.min(block, part.limit() - from);
        part.get(from, numbers, 0, count);
        int left = 0;
        for (int row = 0; row < count; row += width) {
          for (int column : kept) {
            numbers[left++] = numbers[row + column];
          }
        }
        part.put(end, numbers, 0, left);
        end += left;
      }
      return end;
    }

    private int pick(IntBuffer part) {
      ints = ints.length == 0 ? new int[block] : ints;
      int[] numbers = ints;
      int end = 0;
      for (int from = 0; from < part.limit(); from += block) {
        int count = Math.min(block, part.limit() - from);
        part.get(from, numbers, 0, count);
        int left = 0;
        for (int row = 0; row < count; row += width) {
          for (int column : kept) {
            numbers[left++] = numbers[row + column];
          }
        }
        part.put(end, numbers, 0, left);
        end += left;
      }
      return end;
    }

    private int pickBytes(ByteBuffer part) {
      int end = 0;
      for (int row = 0; row < part.limit(); row += width * size) {
        for (int column : kept) {
          part.put(end++ * size, part, row + column * size, size);
        }
      }
      return end;
    }
  }
}
