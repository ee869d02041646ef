package minitron.io;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** What reading, writing and deleting have in common. */
public final class Disk {
  private Disk() {}

  /** The exception for a file or folder that cannot be written. */
  public static UncheckedIOException cannot(Path file, IOException e) {
    return new UncheckedIOException(
        "Cannot write "
            + file
            + ": "
            + Messages.reason(e)
            + "; free some space or name another place.",
        e);
  }

  /** The exception for a file or folder that cannot be read. */
  public static UncheckedIOException cannotRead(Path file, IOException e) {
    return new UncheckedIOException("Cannot read " + file + ": " + Messages.reason(e) + ".", e);
  }

  /** What lies right in a folder, in the order of the names. */
  public static List<Path> list(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      return files.sorted().toList();
    } catch (IOException e) {
      throw cannotRead(folder, e);
    }
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

  /** Moves what is written, unless something is there; a rename alone would replace a file. */
  static boolean moveNew(Path partial, Path target) throws IOException {
    if (Files.exists(target, LinkOption.NOFOLLOW_LINKS)) {
      return false;
    }
    try {
      if (!Files.isRegularFile(partial, LinkOption.NOFOLLOW_LINKS) || !linked(partial, target)) {
        Files.move(partial, target, StandardCopyOption.ATOMIC_MOVE);
      }
      return true;
    } catch (FileSystemException e) {
      if (Files.exists(target, LinkOption.NOFOLLOW_LINKS)) {
        return false;
      }
      throw e;
    }
  }

  /** A second name is given only where there is none; false where files have one name only. */
  private static boolean linked(Path partial, Path target) throws IOException {
    try {
      Files.createLink(target, partial);
      return true;
    } catch (FileAlreadyExistsException e) {
      throw e;
    } catch (UnsupportedOperationException | FileSystemException e) {
      return false;
    }
  }
}
