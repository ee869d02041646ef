package minitron;

import java.nio.file.Path;
import minitron.text.ItemFolder;
import minitron.text.ItemSource;
import minitron.tinyworld.TinyWorld;

/** Documents of evaluation tasks. */
public final class Items {
  private Items() {}

  /** Documents of TinyWorld in the real tasks' schemas, on facts that no story of it tells. */
  public static ItemSource tinyWorld() {
    return TinyWorld.items();
  }

  /** By what a setting says: {@code tinyworld}, or a folder. */
  public static ItemSource of(String folder) {
    return folder.equals("tinyworld") ? tinyWorld() : folder(folder);
  }

  /** A folder with {@code <dataset>/<split>.jsonl} in the hub's schemas. */
  public static ItemSource folder(String folder) {
    return new ItemFolder(Path.of(folder));
  }
}
