package minitron.checkpoint;

import static minitron.io.Messages.quote;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import minitron.io.Disk;

/**
 * A model's folder in the cache of huggingface_hub: {@code models--ORG--NAME} with {@code
 * snapshots/REVISION}, whose files are links to {@code blobs}, and {@code refs/main}, the revision
 * that a name without one stands for.
 */
final class HubFolder {
  private static final String SNAPSHOTS = "snapshots";
  private static final String MODELS = "models--";

  private HubFolder() {}

  /**
   * The snapshot of a model's folder in the cache, or of its {@code snapshots}: that of {@code
   * refs/main}, or the only one where there is no such file. Any other folder is given back.
   *
   * @throws IllegalArgumentException if there is no such snapshot
   */
  static Path snapshot(Path folder) {
    boolean inside = name(folder).equals(SNAPSHOTS) && name(parent(folder)).startsWith(MODELS);
    Path model = inside ? parent(folder) : folder;
    boolean known = name(model).startsWith(MODELS) || Files.isDirectory(model.resolve(SNAPSHOTS));
    if (!known || !Files.isDirectory(model) || Files.exists(model.resolve("config.json"))) {
      return folder;
    }
    Path main = model.resolve("refs").resolve("main");
    return Files.isRegularFile(main) ? named(model, main) : only(model);
  }

  private static Path named(Path model, Path main) {
    String revision;
    try {
      revision = Files.size(main) > 200 ? "" : Files.readString(main).strip();
    } catch (IOException e) {
      throw Disk.cannotRead(main, e);
    }
    boolean plain = revision.matches("[\\w.-]+") && !revision.matches("\\.+");
    if (!plain || !Files.isDirectory(model.resolve(SNAPSHOTS).resolve(revision))) {
      throw new IllegalArgumentException(
          "%s is a model of the hub's cache whose refs/main names the revision %s, and there is no such folder in its snapshots: run %s again, or name a folder in snapshots."
              .formatted(model, quote(revision), download(model)));
    }
    return model.resolve(SNAPSHOTS).resolve(revision);
  }

  private static Path only(Path model) {
    List<Path> all = folders(model.resolve(SNAPSHOTS));
    if (all.size() == 1) {
      return all.get(0);
    }
    throw new IllegalArgumentException(
        all.isEmpty()
            ? "%s is a model of the hub's cache without a snapshot: run %s again."
                .formatted(model, download(model))
            : "%s is a model of the hub's cache with %d snapshots and no refs/main: name one of them, such as %s."
                .formatted(model, all.size(), all.get(0)));
  }

  /** The cache itself: its first model; otherwise null. */
  static Path model(Path cache) {
    return folders(cache).stream()
        .filter(folder -> name(folder).startsWith(MODELS))
        .findFirst()
        .orElse(null);
  }

  private static List<Path> folders(Path folder) {
    return Files.isDirectory(folder)
        ? Disk.list(folder).stream().filter(Files::isDirectory).toList()
        : List.of();
  }

  /** What fetches a file of a folder again, for messages. */
  static String download(Path folder) {
    for (Path at = folder.toAbsolutePath(); at != null; at = at.getParent()) {
      if (name(at).startsWith(MODELS)) {
        return "hf download " + name(at).substring(MODELS.length()).replaceFirst("--", "/");
      }
    }
    return "hf download ORG/NAME --local-dir " + folder;
  }

  private static Path parent(Path folder) {
    return folder.toAbsolutePath().normalize().getParent();
  }

  private static String name(Path folder) {
    Path name = folder == null ? null : folder.toAbsolutePath().normalize().getFileName();
    return name == null ? "" : name.toString();
  }
}
