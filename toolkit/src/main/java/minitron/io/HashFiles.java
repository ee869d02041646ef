package minitron.io;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Hashes that are kept from program to program. That they are kept is never needed: what cannot be
 * read or written is passed over.
 *
 * @param folder a file for each, named by a SHA-256 of all that the hash depends on
 */
public record HashFiles(Path folder) {
  /** The hash of a key; empty if it is not there, or damaged. */
  public Optional<String> find(String key) {
    try {
      String text = Files.readString(folder.resolve(key)).strip();
      return text.matches("[0-9a-f]{64}") ? Optional.of(text) : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /** Keeps a hash. */
  public void add(String key, String sha256) {
    try (Output place = Output.replacing(folder.resolve(key))) {
      place.file(partial -> Files.writeString(partial, sha256 + "\n"));
    } catch (UncheckedIOException | IllegalArgumentException e) {
      return; // another program adds it, or nothing can be written there
    }
  }
}
