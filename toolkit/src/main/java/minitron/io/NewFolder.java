package minitron.io;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Writes a folder whole or not at all. */
public final class NewFolder {
  private NewFolder() {}

  /** Writes the content of a folder or a file. */
  @FunctionalInterface
  public interface Filler {
    /** Writes into an empty folder, or to a file that does not exist yet. */
    void fill(Path folder) throws IOException;
  }

  /**
   * Fills a temporary folder beside {@code folder} and then renames it.
   *
   * @throws IllegalArgumentException if {@code folder} exists
   * @throws UncheckedIOException if it cannot be written; nothing is left behind then
   */
  public static void write(Path folder, Filler filler) {
    checkNew(folder);
    fill(
        folder,
        partial -> {
          Files.createDirectories(partial);
          filler.fill(partial);
        });
  }

  /** Fills a temporary file or folder beside {@code path} and then renames it. */
  static void fill(Path path, Filler filler) {
    Path target = path.toAbsolutePath().normalize();
    Path partial = target.resolveSibling("." + target.getFileName() + ".partial");
    try {
      delete(partial);
      filler.fill(partial);
      Files.move(partial, target, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw cannot(path, e);
    } finally {
      delete(partial);
    }
  }

  /** Checks that a folder can be written and does not exist, before any work is done for it. */
  public static void checkNew(Path folder) {
    if (Files.exists(folder)) {
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

  /** The exception for a file or folder that cannot be written. */
  public static UncheckedIOException cannot(Path file, IOException e) {
    return new UncheckedIOException(
        "Cannot write " + file + ": " + reason(e) + "; free some space or name another place.", e);
  }

  /** Java's own message is often nothing but the file's name. */
  private static String reason(IOException e) {
    String reason = e instanceof FileSystemException file ? file.getReason() : e.getMessage();
    return reason == null ? e.getClass().getSimpleName() : reason;
  }

  /** Deletes a folder and all in it, if it is there. */
  public static void delete(Path folder) {
    if (!Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    try (Stream<Path> files = Files.walk(folder)) {
      List<Path> deepestFirst = files.sorted(Comparator.reverseOrder()).toList();
      for (Path file : deepestFirst) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot delete " + folder + ": " + e.getMessage(), e);
    }
  }
}
