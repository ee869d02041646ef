package minitron;

import java.nio.file.Path;
import minitron.data.ItemFolder;
import minitron.data.ItemSource;

/** Documents of evaluation tasks. */
public final class Items {
  private Items() {}

  /** A folder with {@code <dataset>/<split>.jsonl} in the hub's schemas. */
  public static ItemSource folder(String folder) {
    return new ItemFolder(Path.of(folder));
  }
}
