package minitron.checkpoint;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import minitron.io.Sha256;

/** The SHA-256 of a model's weights: of names, types, shapes and the bytes that a file holds. */
public final class WeightsHash {
  private final Map<String, Weight> weights;
  private Set<Optional<String>> stamps = Set.of();
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
    Set<Optional<String>> now =
        weights.values().stream().map(Weight::stamp).collect(Collectors.toSet());
    if (sha256 == null || now.contains(Optional.<String>empty()) || !now.equals(stamps)) {
      sha256 = compute();
      stamps = now;
    }
    return sha256;
  }

  private String compute() {
    MessageDigest digest = Sha256.digest();
    try {
      for (Map.Entry<String, Weight> named : weights.entrySet()) {
        Weight weight = named.getValue();
        String header = named.getKey() + weight.dtype() + weight.shape();
        digest.update(header.getBytes(StandardCharsets.UTF_8));
        weight.writeTo(digest::update);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return Sha256.text(digest.digest());
  }
}
