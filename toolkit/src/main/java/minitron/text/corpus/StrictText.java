package minitron.text.corpus;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.function.LongConsumer;

/** A file's text, chunk by chunk: strict UTF-8, line ends untouched, without a byte order mark. */
public final class StrictText implements AutoCloseable {
  private static final int BUFFER = 1 << 16;
  private static final char BOM = '\ufeff';

  private final Path file;
  private final Unpacked in;
  // It reports malformed input; new String() would replace it silently.
  private final CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
  private final ByteBuffer bytes = ByteBuffer.allocate(BUFFER).limit(0);
  private final CharBuffer characters = CharBuffer.allocate(BUFFER);
  private long before;
  private boolean ended;
  private boolean begun;

  /** Opens a file; see {@link Unpacked}. */
  public StrictText(Path file, LongConsumer passed) {
    this.file = file;
    this.in = new Unpacked(file, passed);
  }

  /**
   * Appends some more; false at the end.
   *
   * @throws IllegalArgumentException if the file is not UTF-8
   */
  public boolean read(StringBuilder into) {
    while (!ended) {
      fill();
      characters.clear();
      CoderResult result = decoder.decode(bytes, characters, ended);
      if (result.isError()) {
        throw notUtf8();
      }
      if (characters.flip().hasRemaining()) {
        into.append(begun || characters.get(0) != BOM ? characters : characters.position(1));
        begun = true;
        return true;
      }
    }
    return false;
  }

  /** A buffer of characters takes what one of bytes has: nothing is left but half a character. */
  private void fill() {
    before += bytes.position();
    bytes.compact();
    int some = in.read(bytes.array(), bytes.position());
    ended = some < 0;
    bytes.position(bytes.position() + Math.max(0, some)).flip();
  }

  private IllegalArgumentException notUtf8() {
    return new IllegalArgumentException(
        "%s is not UTF-8: byte %d%s (0x%02x, counted from 0) begins no character; save it as UTF-8."
            .formatted(
                file,
                before + bytes.position(),
                in.isPacked() ? " of what it packs" : "",
                bytes.get(bytes.position())));
  }

  @Override
  public void close() {
    in.close();
  }
}
