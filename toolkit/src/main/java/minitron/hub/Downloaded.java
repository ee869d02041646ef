package minitron.hub;

import java.nio.file.Path;
import java.util.Locale;
import minitron.runs.Ending;

/**
 * A model that was fetched into the cache.
 *
 * @param model its name on the hub
 * @param commit what its revision stands for
 * @param folder its snapshot, a checkpoint's folder; not there if it is a part
 * @param files how many were asked for
 * @param bytes that they have
 * @param fetched bytes that were not there before
 * @param ending whether it is whole
 */
public record Downloaded(
    String model, String commit, Path folder, int files, long bytes, long fetched, Ending ending) {

  /** Bytes as people read them. */
  static String size(long bytes) {
    return bytes < 1_000_000
        ? String.format(Locale.ROOT, "%,d bytes", bytes)
        : String.format(Locale.ROOT, "%,d MB", bytes / 1_000_000);
  }

  /** A line of what there is, and one with the folder. */
  @Override
  public String toString() {
    String what =
        "%s at %s: %d %s, %s, of which %s were fetched"
            .formatted(
                model,
                commit.substring(0, 12),
                files,
                files == 1 ? "file" : "files",
                size(bytes),
                size(fetched));
    return ending.whole() ? what + "\n" + folder : what + "; " + ending;
  }
}
