package minitron.io;

import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;

/** Writes a folder whole or not at all. */
public final class NewFolder {
  private NewFolder() {}

  /**
   * Fills a hidden folder beside {@code folder} and then renames it.
   *
   * @throws IllegalArgumentException if {@code folder} exists or has another writer
   * @throws UncheckedIOException if it cannot be written; nothing is left behind then
   */
  public static void write(Path folder, Output.Filler filler) {
    checkNew(folder);
    try (Output output = Output.anew(folder)) {
      output.folder(filler);
    }
  }

  /** Checks that a folder can be written and does not exist, before any work is done for it. */
  public static void checkNew(Path folder) {
    if (Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
      throw new IllegalArgumentException(
          folder + " exists already: name a new folder, or delete this one first.");
    }
    Path parent = folder.toAbsolutePath().normalize().getParent();
    while (parent != null && !Files.exists(parent)) {
      parent = parent.getParent();
    }
    if (parent == null || !Files.isDirectory(parent) || !Files.isWritable(parent)) {
      throw new IllegalArgumentException(
          folder + " cannot be written: " + parent + " is not a folder that you may write to.");
    }
  }
}
