package minitron.model;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;

/** What tells one set of weights from another. */
final class WeightsHash {
  private WeightsHash() {}

  static String of(Map<String, Weight> weights) {
    MessageDigest digest = sha256();
    var channel = new DigestChannel(digest);
    weights.forEach(
        (name, weight) -> {
          String header = name + weight.dtype() + weight.shape();
          digest.update(header.getBytes(StandardCharsets.UTF_8));
          try {
            new WeightSource(weight).writeTo(channel);
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        });
    return HexFormat.of().formatHex(digest.digest());
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java platform has SHA-256", e);
    }
  }

  private record DigestChannel(MessageDigest digest) implements WritableByteChannel {
    @Override
    public int write(ByteBuffer bytes) {
      int count = bytes.remaining();
      digest.update(bytes);
      return count;
    }

    @Override
    public boolean isOpen() {
      return true;
    }

    @Override
    public void close() {}
  }
}
