package minitron.eval.ask;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import minitron.io.Disk;
import minitron.io.WriterLock;

/**
 * A file of lines that one program at a time reads and appends to. It may be damaged: no more of a
 * line is held than a line can have. A line that begins with # is passed over.
 *
 * @param file not its channel: an interrupt, which is a wish to stop, would close that at the next
 *     write
 */
record LogFile(Path path, RandomAccessFile file, WriterLock lock) implements AutoCloseable {
  /** The longest line that is read, in bytes; an answer has some thousands. */
  static final int LONGEST = 16 << 20;

  /** The largest file that is read, in bytes. */
  private static final long LARGEST = 1L << 30;

  private static final int PART = 1 << 16;

  /**
   * Opens a file, or makes it, and locks it until it is closed or the program ends.
   *
   * @throws IllegalArgumentException if another program uses it now, or it can be no such file
   */
  static LogFile open(Path path) {
    if (Files.isDirectory(path)) {
      throw new IllegalArgumentException(
          path + " is a folder, and answers are kept in a file of that name: name another folder.");
    }
    try {
      Files.createDirectories(path.toAbsolutePath().getParent());
      WriterLock lock = WriterLock.beside(path);
      try {
        if (Files.exists(path) && Files.size(path) > LARGEST) {
          throw new IllegalArgumentException(
              path + " is too large for a file of answers: delete it, or name another folder.");
        }
        return new LogFile(path, new RandomAccessFile(path.toFile(), "rw"), lock);
      } catch (IOException | RuntimeException e) {
        lock.close();
        throw e;
      }
    } catch (IOException e) {
      throw Disk.cannot(path, e);
    }
  }

  /** Takes lines. */
  @FunctionalInterface
  interface Visitor {
    /**
     * Whether a line is good; one that is not gets a # for its first byte.
     *
     * @param line its bytes without its end, of which the last are missing if it is too long
     */
    boolean take(byte[] line);
  }

  /** Reads every line, and takes one off that has no end. */
  void read(Visitor visitor) {
    try {
      var part = new byte[PART];
      var line = new ByteArrayOutputStream();
      long start = 0;
      long at = 0;
      for (int length = part(at, part); length > 0; length = part(at, part)) {
        int from = 0;
        for (int i = 0; i < length; i++) {
          if (part[i] == '\n') {
            take(line, part, from, i);
            look(visitor, start, line.toByteArray());
            line.reset();
            from = i + 1;
            start = at + from;
          }
        }
        take(line, part, from, length);
        at += length;
      }
      file.setLength(start);
      file.seek(start);
    } catch (IOException e) {
      throw Disk.cannot(path, e);
    }
  }

  private int part(long at, byte[] part) throws IOException {
    file.seek(at);
    return file.read(part);
  }

  private static void take(ByteArrayOutputStream line, byte[] part, int from, int to) {
    line.write(part, from, Math.min(to - from, LONGEST + 1 - line.size()));
  }

  private void look(Visitor visitor, long start, byte[] line) throws IOException {
    boolean passedOver = line.length == 0 || line[0] == '#';
    if (!passedOver && !visitor.take(line)) {
      file.seek(start);
      file.write('#');
    }
  }

  /** Appends a line; programs end on many threads. */
  synchronized void append(String line) {
    try {
      file.write((line + "\n").getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw Disk.cannot(path, e);
    }
  }

  @Override
  public void close() {
    try (lock) {
      file.close();
    } catch (IOException e) {
      throw Disk.cannot(path, e);
    }
  }
}
