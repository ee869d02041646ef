package minitron.hub;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import minitron.io.Disk;

/** Room on a disk, looked at before a long download rather than at its end. */
final class Space {
  private Space() {}

  /**
   * Refuses what does not fit.
   *
   * @param bytes still to be fetched
   */
  static void check(String model, long bytes, Path folder) {
    try {
      check(model, bytes, folder, Files.getFileStore(folder).getUsableSpace());
    } catch (IOException e) {
      throw Disk.cannot(folder, e);
    }
  }

  /** The same for so many free bytes; a disk that says none is one that does not know. */
  static void check(String model, long bytes, Path folder, long free) {
    if (free > 0 && bytes > free) {
      throw new IllegalArgumentException(
          "%s needs %s more in %s, where %s are free: free some space, or name a folder of a larger disk in HF_HUB_CACHE."
              .formatted(model, Downloaded.size(bytes), folder, Downloaded.size(free)));
    }
  }
}
