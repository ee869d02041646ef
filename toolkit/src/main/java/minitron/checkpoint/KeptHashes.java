package minitron.checkpoint;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import minitron.io.HashFiles;
import minitron.io.Sha256;
import minitron.io.UserCache;

/**
 * Hashes of large files' weights, kept from program to program: a file that has not changed is not
 * read again for its hash.
 *
 * @param folder a file for each, named by a SHA-256 of all that the hash depends on
 */
public record KeptHashes(Path folder) {
  /** Those of this user, in the same cache as the kept runs. */
  public static KeptHashes ofUser() {
    return new KeptHashes(UserCache.folder("hashes"));
  }

  /**
   * What a hash depends on: names, types, shapes, and where the bytes lie in which files, as these
   * are now. Empty where weights are small, or not just what lies in files, or a file is gone.
   */
  static Optional<String> key(Map<String, Weight> weights) {
    long bytes = weights.values().stream().mapToLong(KeptHashes::bytesInFile).sum();
    if (bytes < WeightsHash.LARGE) {
      return Optional.empty(); // before any file is asked
    }
    var all = new StringBuilder();
    for (Map.Entry<String, Weight> named : weights.entrySet()) {
      Optional<String> stamp = named.getValue().stamp();
      if (!(named.getValue() instanceof FileWeight weight) || stamp.isEmpty()) {
        return Optional.empty();
      }
      all.append(named.getKey()).append(' ').append(weight.dtype()).append(weight.shape());
      all.append(weight.entry().begin()).append(stamp.get()).append('\n');
    }
    return Optional.of(Sha256.of(all.toString()));
  }

  private static long bytesInFile(Weight weight) {
    return weight instanceof FileWeight lying ? lying.entry().size() : 0;
  }

  /** The hash of a key; empty if it is not there, or damaged. */
  Optional<String> find(String key) {
    return new HashFiles(folder).find(key);
  }

  /** Keeps a hash. */
  void add(String key, String sha256) {
    new HashFiles(folder).add(key, sha256);
  }
}
