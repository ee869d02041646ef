package minitron.checkpoint;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Map;
import minitron.io.Sha256;

/** The SHA-256 of a model's weights: of names, types, shapes and the bytes that a file holds. */
public final class WeightsHash {
  private WeightsHash() {}

  /** The hash, in lower-case hexadecimal; the order of the map counts. */
  public static String of(Map<String, Weight> weights) {
    MessageDigest digest = Sha256.digest();
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
    return Sha256.text(digest.digest());
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
