package minitron.checkpoint;

import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import minitron.io.Beside;
import minitron.io.Disk;

/** Reads a file window by window: while one window is used, the next is read. */
final class ReadAhead {
  private final Path path;
  private ByteBuffer reading = ByteBuffer.allocateDirect(0);
  private ByteBuffer used = ByteBuffer.allocateDirect(0);
  private ByteBuffer read = used; // the part of a buffer that was read last

  /** A file that is opened when it is read. */
  ReadAhead(Path path) {
    this.path = path;
  }

  /**
   * Gives some of its bytes in direct buffers, which may be written to.
   *
   * @param begin the first byte
   * @param size how many
   * @param window how many at a time
   * @throws IOException if {@code use} throws it
   * @throws UncheckedIOException if the file cannot be read
   */
  synchronized void stream(long begin, long size, int window, TensorSource.Sink use)
      throws IOException {
    try (UncachedFile file = open(begin, size);
        Beside beside = new Beside()) {
      long end = begin + size;
      begin(beside, file, begin, end, window);
      for (long from = begin; from < end; from += window) {
        await(beside);
        ByteBuffer part = read;
        ByteBuffer other = used;
        used = reading;
        reading = other;
        if (from + window < end) {
          begin(beside, file, from + window, end, window);
        }
        use.write(part);
      }
    }
  }

  private void begin(Beside beside, UncachedFile file, long from, long end, int window)
      throws IOException {
    int length = (int) Math.min(window, end - from);
    if (!file.fits(reading, length)) {
      reading = file.buffer(length);
    }
    ByteBuffer into = reading;
    beside.begin(() -> read = file.read(from, length, into));
  }

  /** As many bytes as there is room for, from a place of a file on. */
  static ByteBuffer fully(FileChannel channel, long from, ByteBuffer into) throws IOException {
    while (into.hasRemaining()) {
      if (channel.read(into, from + into.position()) < 0) {
        throw new EOFException("it became shorter while it was read");
      }
    }
    return into.flip();
  }

  private UncachedFile open(long begin, long size) {
    try {
      return UncachedFile.open(path, begin, size);
    } catch (IOException e) {
      throw Disk.cannotRead(path, e);
    }
  }

  private void await(Beside beside) {
    try {
      beside.await();
    } catch (IOException e) {
      throw Disk.cannotRead(path, e);
    }
  }
}
