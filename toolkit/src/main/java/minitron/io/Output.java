package minitron.io;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * A file or folder that will be written, whole or not at all, by its only writer. It is filled
 * under a hidden name of its own beside its place, {@code .NAME.1a2b3c4d.partial}, and then
 * renamed. What a writer left that was killed is cleared by the next one.
 */
public final class Output implements AutoCloseable {
  private static final String PARTIAL = ".partial";
  private static final String OLD = ".old";

  private final Path path;
  private final Path target;
  private final boolean replaces;
  private final WriterLock lock;

  private Output(Path path, Path target, boolean replaces, WriterLock lock) {
    this.path = path;
    this.target = target;
    this.replaces = replaces;
    this.lock = lock;
  }

  /** Writes the content of a file or folder. */
  @FunctionalInterface
  public interface Filler {
    /** Writes to a file that does not exist yet, or into an empty folder. */
    void fill(Path place) throws IOException;
  }

  /**
   * Takes the place of something new until {@link #close}; folders above it are made.
   *
   * @throws IllegalArgumentException if it is there already or has another writer
   * @throws UncheckedIOException if nothing can be written there
   */
  public static Output anew(Path path) {
    return take(path, false);
  }

  /** The same where something may be: it stays until what replaces it is whole. */
  public static Output replacing(Path path) {
    return take(path, true);
  }

  private static Output take(Path path, boolean replaces) {
    WriterLock lock = null;
    boolean whole = false;
    try {
      requireNew(path, replaces);
      // What a link names is replaced, and not the link.
      Path real = Files.exists(path) ? path.toRealPath() : path.toAbsolutePath();
      Files.createDirectories(real.getParent());
      lock = WriterLock.beside(real);
      Path target = real.getParent().toRealPath().resolve(real.getFileName());
      var output = new Output(path, target, replaces, lock);
      output.clear();
      requireNew(path, replaces); // it may have come before the lock
      whole = true;
      return output;
    } catch (IOException e) {
      throw Disk.cannot(path, e);
    } finally {
      if (lock != null && !whole) {
        lock.close();
      }
    }
  }

  private static void requireNew(Path path, boolean replaces) {
    boolean root = path.toAbsolutePath().getFileName() == null;
    if (root || (!replaces && Files.exists(path, LinkOption.NOFOLLOW_LINKS))) {
      throw new IllegalArgumentException(
          path + " exists already: name a new one, or delete this one first.");
    }
  }

  /** Deletes what a killed writer left here, and puts back what it had taken away. */
  private void clear() throws IOException {
    if (!lock.sure()) {
      return; // its writer may be alive
    }
    for (Path left : left(OLD)) {
      if (!Files.exists(target, LinkOption.NOFOLLOW_LINKS)) {
        Files.move(left, target, StandardCopyOption.ATOMIC_MOVE);
      } else {
        Disk.delete(left);
      }
    }
    left(PARTIAL).forEach(Disk::delete);
  }

  private List<Path> left(String ending) {
    Pattern name =
        Pattern.compile(Pattern.quote("." + target.getFileName()) + "\\.[0-9a-f]{8}\\" + ending);
    return Disk.list(target.getParent()).stream()
        .filter(file -> name.matcher(file.getFileName().toString()).matches())
        .toList();
  }

  private Path hidden(String ending) {
    String id = UUID.randomUUID().toString().substring(0, 8);
    return target.resolveSibling("." + target.getFileName() + "." + id + ending);
  }

  /** Writes a folder. */
  public void folder(Filler filler) {
    file(
        partial -> {
          Files.createDirectory(partial);
          filler.fill(partial);
        });
  }

  /**
   * Writes a file, or whatever else the filler makes.
   *
   * @throws UncheckedIOException if it cannot be written; nothing is left behind then
   * @throws IllegalStateException if something else was put there meanwhile; the message says where
   *     all is instead
   */
  public void file(Filler filler) {
    Path partial = hidden(PARTIAL);
    try {
      filler.fill(partial);
      if (replaces && Files.isDirectory(target)) {
        swap(partial);
      } else if (replaces) {
        Files.move(partial, target, StandardCopyOption.ATOMIC_MOVE);
      } else if (!Disk.moveNew(partial, target)) {
        throw elsewhere(partial);
      }
    } catch (IOException e) {
      throw Disk.cannot(path, e);
    } finally {
      Disk.delete(partial);
    }
  }

  /** A folder is not replaced in one step: killed between two, the next writer puts it back. */
  private void swap(Path partial) throws IOException {
    Path old = hidden(OLD);
    Files.move(target, old, StandardCopyOption.ATOMIC_MOVE);
    try {
      Files.move(partial, target, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      Files.move(old, target, StandardCopyOption.ATOMIC_MOVE);
      throw e;
    }
    Disk.delete(old);
  }

  private IllegalStateException elsewhere(Path partial) throws IOException {
    Path free = target;
    for (int i = 2; Files.exists(free, LinkOption.NOFOLLOW_LINKS); i++) {
      free = target.resolveSibling(target.getFileName() + "-" + i);
    }
    Files.move(partial, free, StandardCopyOption.ATOMIC_MOVE);
    return new IllegalStateException(
        "%s was made by something else meanwhile and stays as it is: what was to be there is in %s."
            .formatted(path, free));
  }

  @Override
  public String toString() {
    return path.toString();
  }

  /** Lets others write there. */
  @Override
  public void close() {
    lock.close();
  }
}
