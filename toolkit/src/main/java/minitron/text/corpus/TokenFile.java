package minitron.text.corpus;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.zip.CRC32C;

/**
 * A folder with token ids, {@code tokens.bin}, and a line of what is known of them, {@code
 * facts.txt}. A file that was cut, or whose ends are not as they were written, is as good as none.
 */
public final class TokenFile {
  private static final String IDS = "tokens.bin";
  private static final String FACTS = "facts.txt";

  /** How much of each end is checked; the time that takes is that of opening the file. */
  private static final long END = 64L << 20;

  private TokenFile() {}

  /** Writes ids. */
  @FunctionalInterface
  public interface Filler {
    /** Adds all of them. */
    void fill(TokenWriter writer);
  }

  /**
   * Fills a folder.
   *
   * @param width bytes a token
   * @return how many bytes it has
   * @throws java.io.UncheckedIOException if they cannot be written
   */
  public static long write(Path folder, int width, Filler filler) {
    Path ids = folder.resolve(IDS);
    try (FileChannel file =
        FileChannel.open(ids, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      TokenWriter writer = TokenWriter.to(file, width);
      filler.fill(writer);
      TokenFacts facts = writer.end();
      file.force(true);
      note(folder, facts.with(checksum(ids)));
      return file.size();
    } catch (IOException e) {
      throw TokenWriter.cannot(e);
    }
  }

  /** Writes what is known of ids that lie elsewhere. */
  static void note(Path folder, TokenFacts facts) throws IOException {
    Files.writeString(folder.resolve(FACTS), facts.line());
  }

  /** What was noted; empty if it is damaged. */
  static Optional<TokenFacts> noted(Path folder) {
    try {
      Path facts = folder.resolve(FACTS);
      return Files.size(facts) < 1000
          ? TokenFacts.parse(Files.readString(facts))
          : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /** The ids of a folder; empty if they are not as they were written. */
  public static Optional<TokenStore> open(Path folder) {
    return noted(folder)
        .filter(facts -> isWhole(folder.resolve(IDS), facts))
        .map(facts -> TokenStore.map(folder.resolve(IDS), 0, facts));
  }

  private static boolean isWhole(Path ids, TokenFacts facts) {
    try {
      return Files.size(ids) == facts.tokens() * facts.width() && checksum(ids) == facts.checksum();
    } catch (IOException e) {
      return false;
    }
  }

  /** Of the first and the last bytes. */
  private static long checksum(Path ids) throws IOException {
    var sum = new CRC32C();
    try (FileChannel file = FileChannel.open(ids)) {
      long size = file.size();
      update(sum, file, 0, Math.min(END, size));
      update(sum, file, Math.max(END, size - END), size);
    }
    return sum.getValue();
  }

  private static void update(CRC32C sum, FileChannel file, long from, long to) throws IOException {
    ByteBuffer some = ByteBuffer.allocate(1 << 16);
    for (long at = from; at < to; at += some.limit()) {
      some.clear().limit((int) Math.min(some.capacity(), to - at));
      if (file.read(some, at) < 0) {
        return; // it is being cut, and has another sum
      }
      sum.update(some.flip());
    }
  }
}
