package minitron.checkpoint;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import minitron.io.Sha256;

/** The SHA-256 of a model's weights: of names, types, shapes and the bytes that a file holds. */
public final class WeightsHash {
  private final Map<String, Weight> weights;
  private Set<String> stamp = Set.of();
  private String sha256;

  /** A hash that is not taken yet; the order of the map counts. */
  public WeightsHash(Map<String, Weight> weights) {
    this.weights = weights;
  }

  /**
   * The hash, in lower-case hexadecimal. Weights are read for it once, and again only if a file has
   * changed since.
   */
  public synchronized String sha256() {
    Set<String> now = new TreeSet<>();
    for (Weight weight : weights.values()) {
      Optional<String> own = weight.stamp();
      if (own.isEmpty()) {
        return compute();
      }
      now.add(own.get());
    }
    if (sha256 == null || !stamp.equals(now)) {
      stamp = now;
      sha256 = compute();
    }
    return sha256;
  }

  private String compute() {
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
