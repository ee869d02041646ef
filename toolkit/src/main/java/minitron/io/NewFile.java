package minitron.io;

import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;

/** Writes a file whole or not at all. */
public final class NewFile {
  private NewFile() {}

  /**
   * Fills a hidden file beside {@code file} and then renames it.
   *
   * @throws IllegalArgumentException if {@code file} exists or has another writer, or its folder
   *     does not exist
   * @throws UncheckedIOException if it cannot be written; nothing is left behind then
   */
  public static void write(Path file, Output.Filler filler) {
    checkNew(file);
    try (Output output = Output.anew(file)) {
      output.file(filler);
    }
  }

  /** Checks that a file can be written and does not exist, before any work is done for it. */
  public static void checkNew(Path file) {
    if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
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
