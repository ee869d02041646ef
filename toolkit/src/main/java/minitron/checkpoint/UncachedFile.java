package minitron.checkpoint;

import com.sun.nio.file.ExtendedOpenOption;
import java.io.EOFException;
import java.io.File;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * A file that is read past the system's cache, if much of it is read and the cache does not have it
 * yet: what is read once need not be kept, takes the system no work, and drives nothing else out.
 * Where a file system cannot do that, it is read as ever.
 *
 * @param block what places in the file and in memory must be multiples of; 1 through the cache
 */
record UncachedFile(FileChannel channel, int block) implements AutoCloseable {
  /** Less is not worth a second look at the file. */
  private static final long MUCH = 4 << 20;

  /** Numbers must stand in memory as in the file: at a multiple of their size. */
  private static final int WIDEST = 8;

  /** Opens a file to read some of it. */
  static UncachedFile open(Path path, long begin, long size) throws IOException {
    // Windows would keep a file from being replaced while a mapping of it lives.
    if (size >= MUCH && begin % WIDEST == 0 && File.separatorChar == '/') {
      try (FileChannel look = FileChannel.open(path, StandardOpenOption.READ)) {
        if (!look.map(MapMode.READ_ONLY, begin, MUCH).isLoaded()) {
          return past(path, begin);
        }
      } catch (IOException | UnsupportedOperationException e) {
        // It cannot be done here, or the thread was interrupted.
      }
    }
    return new UncachedFile(FileChannel.open(path, StandardOpenOption.READ), 1);
  }

  /** Opens it past the cache, and tries whether it can be read so. */
  private static UncachedFile past(Path path, long begin) throws IOException {
    long block = Files.getFileStore(path).getBlockSize();
    if (Long.bitCount(block) != 1 || block > MUCH) {
      throw new UnsupportedOperationException("blocks of " + block + " bytes");
    }
    var direct = FileChannel.open(path, StandardOpenOption.READ, ExtendedOpenOption.DIRECT);
    try {
      var file = new UncachedFile(direct, (int) block);
      file.read(begin, 1, file.buffer(1));
      return file;
    } catch (IOException e) {
      direct.close();
      throw e;
    }
  }

  /** A direct buffer, which so many bytes can be read into from anywhere. */
  ByteBuffer buffer(int length) {
    return ByteBuffer.allocateDirect(length + 4 * block).alignedSlice(block);
  }

  /** Whether a buffer has room for so many bytes from anywhere. */
  boolean fits(ByteBuffer buffer, int length) {
    return buffer.capacity() >= length + 2 * block && buffer.alignmentOffset(0, block) == 0;
  }

  /**
   * Reads bytes, and gives them as a part of the buffer.
   *
   * @throws EOFException if the file ends before
   */
  ByteBuffer read(long from, int length, ByteBuffer buffer) throws IOException {
    int before = (int) (from % block);
    int end = before + length;
    buffer.clear().limit((end + block - 1) / block * block);
    while (buffer.position() < end) {
      int count = channel.read(buffer, from - before + buffer.position());
      if (count < 0 || (buffer.position() < end && buffer.position() % block != 0)) {
        throw new EOFException("it became shorter while it was read");
      }
    }
    return buffer.position(before).limit(end).slice();
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
