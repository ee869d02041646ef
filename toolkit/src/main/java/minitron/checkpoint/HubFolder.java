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
  static final String MODELS = "models--";
  private static final String MAIN = "main";

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
    return snapshot(model, MAIN);
  }

  /**
   * The snapshot of a branch, tag or commit in a model's folder of the cache; of {@code main}, the
   * only one where no file says which it is.
   *
   * @throws IllegalArgumentException if there is no such snapshot
   */
  static Path snapshot(Path model, String revision) {
    Path ref = model.resolve("refs").resolve(revision);
    Path commit = model.resolve(SNAPSHOTS).resolve(revision);
    if (Files.isRegularFile(ref)) {
      return named(model, ref);
    }
    if (revision.equals(MAIN)) {
      return only(model);
    }
    if (Files.isDirectory(commit)) {
      return commit;
    }
    throw new IllegalArgumentException(
        "%s is a model of the hub's cache, which has neither a branch nor a snapshot %s: run %s --revision %s."
            .formatted(model, quote(revision), download(model), revision));
  }

  private static Path named(Path model, Path ref) {
    String commit;
    try {
      commit = Files.size(ref) > 200 ? "" : Files.readString(ref).strip();
    } catch (IOException e) {
      throw Disk.cannotRead(ref, e);
    }
    boolean plain = commit.matches("[\\w.-]+") && !commit.matches("\\.+");
    if (!plain || !Files.isDirectory(model.resolve(SNAPSHOTS).resolve(commit))) {
      throw new IllegalArgumentException(
          "%s is a model of the hub's cache whose %s names the revision %s, and there is no such folder in its snapshots: run %s again, or name a folder in snapshots."
              .formatted(model, model.relativize(ref), quote(commit), download(model)));
    }
    return model.resolve(SNAPSHOTS).resolve(commit);
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
        return HubCache.DOWNLOAD + name(at).substring(MODELS.length()).replaceFirst("--", "/");
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
