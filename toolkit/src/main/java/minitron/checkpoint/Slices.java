package minitron.checkpoint;

import java.nio.ByteBuffer;

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
    return part -> to.write(columns(kept, part, width, size));
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

  private static ByteBuffer columns(int[] kept, ByteBuffer part, int width, int size) {
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
