package minitron.io;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** A file that is there as a whole or not at all. */
public final class NewFile {
  private NewFile() {}

  /**
   * Fills a file beside {@code file} and then moves it there.
   *
   * @throws IllegalArgumentException if {@code file} exists or its folder does not
   * @throws UncheckedIOException if it cannot be written; nothing is left behind then
   */
  public static void write(Path file, NewFolder.Filler filler) {
    checkNew(file);
    Path target = file.toAbsolutePath().normalize();
    Path partial = target.resolveSibling("." + target.getFileName() + ".partial");
    try {
      Files.deleteIfExists(partial);
      filler.fill(partial);
      Files.move(partial, target, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw NewFolder.cannot(file, e);
    } finally {
      NewFolder.delete(partial);
    }
  }

  /** Refuses a file that exists, or whose folder does not, before any work is spent on it. */
  public static void checkNew(Path file) {
    if (Files.exists(file)) {
      throw new IllegalArgumentException(
          file + " exists already: name a new file, or delete this one first.");
    }
    Path folder = file.toAbsolutePath().normalize().getParent();
    if (!Files.isDirectory(folder) || !Files.isWritable(folder)) {
      throw new IllegalArgumentException(
          file + " cannot be written: " + folder + " is no folder that may be written to.");
    }
  }
}
