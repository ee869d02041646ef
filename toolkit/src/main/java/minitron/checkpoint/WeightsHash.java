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
  private final KeptHashes kept;
  private Set<Optional<String>> stamps = Set.of();
  private String sha256;

  /**
   * A hash that is not taken yet.
   *
   * @param weights whose order counts
   * @param kept where hashes of large files are kept
   */
  public WeightsHash(Map<String, Weight> weights, KeptHashes kept) {
    this.weights = weights;
    this.kept = kept;
  }

  /**
   * The hash, in lower-case hexadecimal. Weights are read for it once, and again only if a file has
   * changed since.
   */
  public synchronized String sha256() {
    Set<Optional<String>> now =
        weights.values().stream().map(Weight::stamp).collect(Collectors.toSet());
    if (sha256 == null || now.contains(Optional.<String>empty()) || !now.equals(stamps)) {
      sha256 = fromFiles().orElseGet(this::compute);
      stamps = now;
    }
    return sha256;
  }

  private Optional<String> fromFiles() {
    Optional<String> key = KeptHashes.key(weights);
    if (key.isEmpty()) {
      return Optional.empty();
    }
    Optional<String> found = kept.find(key.get());
    if (found.isPresent()) {
      return found;
    }
    String taken = compute();
    if (KeptHashes.key(weights).equals(key)) { // no file has changed meanwhile
      kept.add(key.get(), taken);
    }
    return Optional.of(taken);
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
