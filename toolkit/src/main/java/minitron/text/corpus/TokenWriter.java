package minitron.text.corpus;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.util.ArrayList;
import java.util.List;
import minitron.io.Messages;

/** Writes token ids, 2 or 4 bytes each, the least significant first. */
public final class TokenWriter {
  private static final int SHIFT = 16;

  private final int width;
  private final FileChannel file;
  private final List<ByteBuffer> kept = new ArrayList<>();
  private final TokenCount count = new TokenCount();
  private ByteBuffer window = empty();

  private TokenWriter(int width, FileChannel file) {
    this.width = width;
    this.file = file;
  }

  /**
   * Keeps what is written.
   *
   * @param width bytes a token
   */
  public static TokenWriter inMemory(int width) {
    return new TokenWriter(width, null);
  }

  /** Given ids, copied. */
  public static TokenStore store(int[] ids) {
    TokenWriter writer = inMemory(Integer.BYTES);
    writer.add(ids);
    return writer.finish();
  }

  static TokenWriter to(FileChannel file, int width) {
    return new TokenWriter(width, file);
  }

  private static ByteBuffer empty() {
    return ByteBuffer.allocate(1 << SHIFT).order(ByteOrder.LITTLE_ENDIAN);
  }

  /**
   * Adds ids in their order; each must have room.
   *
   * @throws UncheckedIOException if they cannot be written
   */
  public void add(int[] ids) {
    for (int id : ids) {
      if (!window.hasRemaining()) {
        flush();
      }
      if (width == Short.BYTES) {
        window.putShort((short) id);
      } else {
        window.putInt(id);
      }
      count.add(id);
    }
  }

  private void flush() {
    window.flip();
    if (file == null) {
      kept.add(window);
      window = empty();
      return;
    }
    try {
      while (window.hasRemaining()) {
        file.write(window);
      }
    } catch (IOException e) {
      throw cannot(e);
    }
    window.clear();
  }

  /** The exception for tokens that cannot be kept. */
  static UncheckedIOException cannot(IOException e) {
    return new UncheckedIOException(
        "Cannot write the tokens of a text: "
            + Messages.reason(e)
            + "; free some space, set MINITRON_TOKENS to a folder on another disk, or to off: then"
            + " they are in memory.",
        e);
  }

  /** Writes the rest; gives what is known of a file. */
  TokenFacts end() {
    flush();
    return count.facts(width);
  }

  /** All that was kept in memory. */
  public TokenStore finish() {
    TokenFacts facts = end();
    return new TokenStore(kept, SHIFT, 0, facts);
  }
}
