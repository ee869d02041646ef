package minitron.text.corpus;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import minitron.io.Disk;

/** Token ids in a row, in a mapped file or in memory. Immutable, for any number of threads. */
public final class TokenStore {
  private static final int MAPPED = 30;

  private final List<ByteBuffer> windows;
  private final int shift;
  private final long base;
  private final TokenFacts facts;

  /**
   * Ids in windows, all but the last of {@code 1 << shift} bytes.
   *
   * @param base bytes before the first id, a multiple of 4
   */
  TokenStore(List<ByteBuffer> windows, int shift, long base, TokenFacts facts) {
    this.windows = List.copyOf(windows);
    this.shift = shift;
    this.base = base;
    this.facts = facts;
  }

  /** The ids of a file that is long enough, which stays on the disk. */
  static TokenStore map(Path file, long base, TokenFacts facts) {
    List<ByteBuffer> windows = new ArrayList<>();
    long end = base + facts.tokens() * facts.width();
    try (FileChannel channel = FileChannel.open(file)) {
      for (long at = 0; at < end; at += 1L << MAPPED) {
        long size = Math.min(1L << MAPPED, end - at);
        windows.add(
            channel.map(FileChannel.MapMode.READ_ONLY, at, size).order(ByteOrder.LITTLE_ENDIAN));
      }
    } catch (IOException e) {
      throw Disk.cannotRead(file, e);
    }
    return new TokenStore(windows, MAPPED, base, facts);
  }

  /** How many tokens there are. */
  public long size() {
    return facts.tokens();
  }

  /** The id of a token, from 0. */
  public int at(long index) {
    long at = base + index * facts.width();
    ByteBuffer window = windows.get((int) (at >>> shift));
    int place = (int) (at & ((1L << shift) - 1));
    return facts.width() == Short.BYTES
        ? Short.toUnsignedInt(window.getShort(place))
        : window.getInt(place);
  }

  /** A copy of some ids. */
  public int[] copy(long from, int length) {
    int[] ids = new int[length];
    for (int i = 0; i < length; i++) {
      ids[i] = at(from + i);
    }
    return ids;
  }

  /** Of the ids as 32-bit integers, the most significant byte first. */
  public String sha256() {
    return facts.sha256();
  }

  /** What is known of the ids. */
  TokenFacts facts() {
    return facts;
  }

  /** The largest id, as without a sign. */
  public long largest() {
    return facts.largest();
  }
}
