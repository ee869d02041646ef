package minitron.sandbox;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Where a process starts.
 *
 * @param own whether the folder goes with its process
 */
record Folder(Path path, boolean own) implements AutoCloseable {
  /** For a process that finds its folder itself. */
  static final Folder ROOT = new Folder(Path.of("/"), false);

  /** A new folder, which the process may write in as whatever user it runs. */
  static Folder temporary() throws IOException {
    Path path = Files.createTempDirectory("minitron-program-");
    if (Way.isRoot()) {
      Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwxrwxrwx"));
    }
    return new Folder(path, true);
  }

  /** Deletes it as far as that is allowed. */
  @Override
  public void close() {
    if (!own) {
      return;
    }
    try (Stream<Path> below = Files.walk(path)) {
      List<Path> deepestFirst = below.sorted(Comparator.reverseOrder()).toList();
      deepestFirst.forEach(file -> file.toFile().delete());
    } catch (IOException | UncheckedIOException e) {
      // A program may leave folders that cannot be opened; its verdict stands all the same.
    }
  }
}
