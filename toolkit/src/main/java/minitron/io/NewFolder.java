package minitron.io;

import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;

/** A folder to be made. */
public final class NewFolder {
  private NewFolder() {}

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
