package minitron.text.corpus;

import com.github.luben.zstd.ZstdIOException;
import com.github.luben.zstd.ZstdInputStream;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.function.LongConsumer;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import minitron.io.Disk;
import minitron.io.Messages;

/** The bytes of a file, unpacked where its name ends in .gz or .zst. */
public final class Unpacked implements AutoCloseable {
  private static final int BUFFER = 1 << 16;

  /** The largest window that zstd itself can pack with: --long=31. */
  private static final int LONGEST_WINDOW = 31;

  private final Path file;
  private final InputStream in;

  /**
   * Opens a file.
   *
   * @param passed is told how many bytes more of the file itself were read
   */
  public Unpacked(Path file, LongConsumer passed) {
    this.file = file;
    this.in = guarded(() -> open(new Counted(Files.newInputStream(file), passed)));
  }

  private interface Reading<T> {
    T get() throws IOException;
  }

  /** What a file is packed in: gz, zst or nothing. */
  static String suffix(Path file) {
    String name = file.toString().toLowerCase(Locale.ROOT);
    return name.endsWith(".gz") ? "gz" : name.endsWith(".zst") ? "zst" : "";
  }

  private InputStream open(InputStream raw) throws IOException {
    boolean whole = false;
    try {
      InputStream opened =
          switch (suffix(file)) {
            case "gz" -> new GZIPInputStream(raw, BUFFER);
            case "zst" -> new ZstdInputStream(raw).setLongMax(LONGEST_WINDOW);
            default -> raw;
          };
      whole = true;
      return opened;
    } finally {
      if (!whole) {
        raw.close();
      }
    }
  }

  /** Whether places in it count unpacked bytes. */
  public boolean isPacked() {
    return !suffix(file).isEmpty();
  }

  /**
   * Reads some bytes; -1 at the end.
   *
   * @throws IllegalArgumentException if what it is packed in is broken
   */
  public int read(byte[] into, int from) {
    return guarded(() -> in.read(into, from, into.length - from));
  }

  private <T> T guarded(Reading<T> reading) {
    try {
      return reading.get();
    } catch (EOFException | ZipException | ZstdIOException e) {
      throw new IllegalArgumentException(
          "%s is no whole .%s file: %s; fetch or pack it again."
              .formatted(file, suffix(file), reason(e)),
          e);
    } catch (IOException e) {
      throw Disk.cannotRead(file, e);
    }
  }

  private static String reason(IOException e) {
    boolean cut = String.valueOf(e.getMessage()).contains("Truncated");
    return cut ? Messages.reason(new EOFException()) : Messages.reason(e);
  }

  @Override
  public void close() {
    guarded(
        () -> {
          in.close();
          return null;
        });
  }

  /** Tells of the bytes that pass. */
  private static final class Counted extends FilterInputStream {
    private final LongConsumer passed;

    Counted(InputStream in, LongConsumer passed) {
      super(in);
      this.passed = passed;
    }

    @Override
    public int read() throws IOException {
      int one = in.read();
      passed.accept(one < 0 ? 0 : 1);
      return one;
    }

    @Override
    public int read(byte[] into, int from, int length) throws IOException {
      int some = in.read(into, from, length);
      passed.accept(Math.max(0, some));
      return some;
    }
  }
}
