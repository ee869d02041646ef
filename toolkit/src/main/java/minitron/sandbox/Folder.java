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
 * The folder that a process starts in.
 *
 * @param own whether it is deleted with the process
 */
record Folder(Path path, boolean own) implements AutoCloseable {
  /** For a process that changes to its own folder. */
  static final Folder ROOT = new Folder(Path.of("/"), false);

  /** A new folder, in which the process may write as any user. */
  static Folder temporary() throws IOException {
    Path path = Files.createTempDirectory("minitron-program-");
    if (Isolation.isRoot()) {
      Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwxrwxrwx"));
    }
    return new Folder(path, true);
  }

  /** Deletes it as far as possible. */
  @Override
  public void close() {
    if (!own) {
      return;
    }
    try (Stream<Path> below = Files.walk(path)) {
      List<Path> deepestFirst = below.sorted(Comparator.reverseOrder()).toList();
      deepestFirst.forEach(file -> file.toFile().delete());
    } catch (IOException | UncheckedIOException e) {
      // A program may leave folders that cannot be opened; its verdict is not changed by that.
    }
  }
}
