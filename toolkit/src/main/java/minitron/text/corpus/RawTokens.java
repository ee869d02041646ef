package minitron.text.corpus;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongConsumer;
import minitron.io.Disk;
import minitron.io.FileStamp;
import minitron.io.Sha256;
import minitron.runs.KeptFolder;

/**
 * Token ids that another tool wrote, raw and little-endian, used where they lie. A file that begins
 * as llm.c's do says itself how wide they are; else a name that ends in {@code .uint16.bin} or
 * {@code .uint32.bin} does, and else they have 2 bytes where the vocabulary has room in these, as
 * nanoGPT's.
 */
public final class RawTokens {
  private static final int HEADER = 256 * Integer.BYTES;

  /** Bytes an id by llm.c's first number. */
  private static final Map<Integer, Integer> MAGIC = Map.of(20240520, 2, 20240801, 4);

  private static final int SHORT_IDS = 1 << 16;

  private final Path file;
  private final int vocabulary;
  private final LongConsumer passed;

  /**
   * A file's ids.
   *
   * @param vocabulary how many ids there are
   * @param passed is told how many bytes more were looked at
   */
  public RawTokens(Path file, int vocabulary, LongConsumer passed) {
    this.file = file;
    this.vocabulary = vocabulary;
    this.passed = passed;
  }

  private record Layout(long base, int width, long tokens) {
    TokenFacts unknown() {
      return new TokenFacts(width, tokens, 0, 0, "", 0);
    }
  }

  /**
   * Maps the file. All of it is read once, for its hash and its largest id, and never again where
   * that can be kept.
   *
   * @throws IllegalArgumentException if it has no ids, or one that is none of the vocabulary
   */
  public TokenStore open(Optional<KeptFolder> kept) {
    Layout layout = layout();
    FileStamp stamp = FileStamp.of(file);
    String key = Sha256.of("raw 1 %s %s".formatted(layout, stamp.text()));
    Optional<KeptFolder> trusted = kept.filter(folder -> stamp.settled());
    TokenFacts facts =
        trusted
            .flatMap(folder -> folder.find(key))
            .flatMap(TokenFile::noted)
            .orElseGet(() -> keep(count(layout), key, trusted));
    if (facts.largest() >= vocabulary) {
      throw new IllegalArgumentException(
          "%s has the id %d at token %d (byte %d), but the model's tokenizer has %d ids: it was made with another tokenizer, or its ids have not %d bytes (then name it .uint16.bin or .uint32.bin)."
              .formatted(
                  file,
                  facts.largest(),
                  facts.largestAt(),
                  layout.base + facts.largestAt() * layout.width,
                  vocabulary,
                  layout.width));
    }
    return TokenStore.map(file, layout.base, facts);
  }

  private static TokenFacts keep(TokenFacts facts, String key, Optional<KeptFolder> kept) {
    try {
      kept.ifPresent(
          folder -> {
            folder.find(key).ifPresent(damaged -> folder.delete(key));
            folder.add(key, facts.line().length(), place -> TokenFile.note(place, facts));
          });
    } catch (UncheckedIOException e) {
      return facts; // nothing can be written there: it is counted anew each time
    }
    return facts;
  }

  private TokenFacts count(Layout layout) {
    var count = new TokenCount();
    TokenStore ids = TokenStore.map(file, layout.base, layout.unknown());
    for (long i = 0; i < ids.size(); i++) {
      count.add(ids.at(i));
      if (i % SHORT_IDS == SHORT_IDS - 1) {
        passed.accept((long) SHORT_IDS * layout.width);
      }
    }
    return count.facts(layout.width);
  }

  private Layout layout() {
    try (FileChannel channel = FileChannel.open(file)) {
      long size = channel.size();
      ByteBuffer start = ByteBuffer.allocate(HEADER).order(ByteOrder.LITTLE_ENDIAN);
      boolean header = channel.read(start, 0) == HEADER && MAGIC.containsKey(start.getInt(0));
      int width = header ? MAGIC.get(start.getInt(0)) : width();
      long bytes = header ? size - HEADER : size;
      long said = header ? Integer.toUnsignedLong(start.getInt(8)) : bytes / width;
      if (bytes <= 0 || bytes != said * width) {
        throw new IllegalArgumentException(
            "%s has %d bytes of token ids, but %s; write or fetch it again."
                .formatted(
                    file,
                    Math.max(0, bytes),
                    header
                        ? "its header says %d tokens of %d bytes".formatted(said, width)
                        : "must have some, of %d bytes each".formatted(width)));
      }
      return new Layout(header ? HEADER : 0, width, said);
    } catch (IOException e) {
      throw Disk.cannotRead(file, e);
    }
  }

  private int width() {
    String name = file.toString().toLowerCase(Locale.ROOT);
    if (name.endsWith(".uint16.bin") || name.endsWith(".uint32.bin")) {
      return name.endsWith(".uint16.bin") ? Short.BYTES : Integer.BYTES;
    }
    return vocabulary <= SHORT_IDS ? Short.BYTES : Integer.BYTES;
  }
}
