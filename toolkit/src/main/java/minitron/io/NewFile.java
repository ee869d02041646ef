package minitron.io;

import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Writes a file whole or not at all. */
public final class NewFile {
  private NewFile() {}

  /**
   * Fills a temporary file beside {@code file} and then renames it.
   *
   * @throws IllegalArgumentException if {@code file} exists or its folder does not
   * @throws UncheckedIOException if it cannot be written; nothing is left behind then
   */
  public static void write(Path file, NewFolder.Filler filler) {
    checkNew(file);
    NewFolder.fill(file, filler);
  }

  /** Checks that a file can be written and does not exist, before any work is done for it. */
  public static void checkNew(Path file) {
    if (Files.exists(file)) {
      throw new IllegalArgumentException(
          file + " exists already: name a new file, or delete this one first.");
    }
    Path folder = file.toAbsolutePath().normalize().getParent();
    if (!Files.isDirectory(folder) || !Files.isWritable(folder)) {
      throw new IllegalArgumentException(
          file + " cannot be written: " + folder + " is not a folder that you may write to.");
    }
  }
}
