package minitron.text.corpus;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import minitron.io.Sha256;

/** Takes token ids one by one and tells what is known of them. */
final class TokenCount {
  private final MessageDigest digest = Sha256.digest();
  private final ByteBuffer some = ByteBuffer.allocate(1 << 16);
  private long tokens;
  private long largest;
  private long largestAt;

  /** Adds an id, which counts as without a sign. */
  void add(int id) {
    long unsigned = Integer.toUnsignedLong(id);
    if (unsigned > largest) {
      largest = unsigned;
      largestAt = tokens;
    }
    tokens++;
    if (!some.hasRemaining()) {
      update();
    }
    some.putInt(id);
  }

  private void update() {
    digest.update(some.flip());
    some.clear();
  }

  /** The facts, once all ids are there. */
  TokenFacts facts(int width) {
    update();
    return new TokenFacts(width, tokens, largest, largestAt, Sha256.text(digest.digest()), 0);
  }
}
