package minitron.checkpoint;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.LongConsumer;
import java.util.stream.Collectors;
import minitron.io.Sha256;

/** The SHA-256 of a model's weights: of names, types, shapes and the bytes that a file holds. */
public final class WeightsHash {
  /** Weights of fewer bytes are read in no time. */
  static final long LARGE = 256_000_000;

  private final Map<String, Weight> weights;
  private final KeptHashes kept;
  private final Watcher watcher;
  private Set<Optional<String>> stamps = Set.of();
  private String sha256;

  /**
   * A hash that is not taken yet, and that nobody watches.
   *
   * @param weights whose order counts
   * @param kept where hashes of large files are kept
   */
  public WeightsHash(Map<String, Weight> weights, KeptHashes kept) {
    this(weights, kept, Watcher.NONE);
  }

  private WeightsHash(Map<String, Weight> weights, KeptHashes kept, Watcher watcher) {
    this.weights = Collections.unmodifiableMap(new LinkedHashMap<>(weights));
    this.kept = kept;
    this.watcher = watcher;
  }

  /** One of other weights that is kept and watched as this. */
  public WeightsHash of(Map<String, Weight> others) {
    return new WeightsHash(others, kept, watcher);
  }

  /** One of the same weights that another watches. */
  public WeightsHash watched(Watcher other) {
    return new WeightsHash(weights, kept, other);
  }

  /** The weights by name, in their order. */
  public Map<String, Weight> weights() {
    return weights;
  }

  /** Has large weights hashed, which takes seconds to minutes, where somebody may watch it. */
  @FunctionalInterface
  public interface Watcher {
    /** Watches nothing. */
    Watcher NONE = (bytes, hashing) -> hashing.apply(done -> {});

    /**
     * Runs the hashing once.
     *
     * @param bytes in all
     * @param hashing gives the hash, and tells what it is given how many bytes are through
     */
    String watch(long bytes, Function<LongConsumer, String> hashing);
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
    long bytes = weights.values().stream().mapToLong(TensorSource::byteCount).sum();
    return (bytes < LARGE ? Watcher.NONE : watcher).watch(bytes, this::compute);
  }

  private String compute(LongConsumer through) {
    MessageDigest digest = Sha256.digest();
    long[] done = {0};
    try {
      for (Map.Entry<String, Weight> named : weights.entrySet()) {
        Weight weight = named.getValue();
        String header = named.getKey() + weight.dtype() + weight.shape();
        digest.update(header.getBytes(StandardCharsets.UTF_8));
        weight.writeTo(
            part -> {
              done[0] += part.remaining();
              digest.update(part);
              through.accept(done[0]);
            });
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return Sha256.text(digest.digest());
  }
}
