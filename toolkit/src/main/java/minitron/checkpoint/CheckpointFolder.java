package minitron.checkpoint;

import static minitron.checkpoint.CheckpointFiles.INDEX;
import static minitron.checkpoint.CheckpointFiles.SINGLE;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import minitron.io.Disk;

/** The folder of a checkpoint, or the sentence that says what a folder is instead. */
public final class CheckpointFolder {
  private static final String CONFIG = "config.json";
  private static final String ADAPTER = "adapter_config.json";

  private CheckpointFolder() {}

  /**
   * The folder that holds config.json and weights: the one that is named, or the snapshot in a
   * model's folder of the hub's cache.
   *
   * @throws IllegalArgumentException if there is none; it says what is there and how it is
   *     converted
   * @throws UncheckedIOException if the folder cannot be read
   */
  public static Path of(Path named) {
    if (!Files.isDirectory(named)) {
      throw new IllegalArgumentException(Files.exists(named) ? file(named) : missing(named));
    }
    Path folder = HubFolder.snapshot(named);
    for (String name : List.of(CONFIG, SINGLE, INDEX)) {
      checkLink(folder.resolve(name));
    }
    boolean config = Files.isRegularFile(folder.resolve(CONFIG));
    boolean weights = Stream.of(SINGLE, INDEX).map(folder::resolve).anyMatch(Files::isRegularFile);
    if (config && weights) {
      checkNoAdapter(folder);
      return folder;
    }
    String neither = "neither " + SINGLE + " nor " + INDEX;
    String lacks = config ? neither : "no " + CONFIG + (weights ? "" : " and " + neither);
    throw new IllegalArgumentException(
        "%s has %s: %s".formatted(folder, lacks, weights ? noConfig(folder) : instead(folder)));
  }

  private static String file(Path file) {
    return OtherFormat.of(file).orElse(file + " is a file; name the checkpoint's folder.");
  }

  private static String missing(Path folder) {
    if (Files.isSymbolicLink(folder)) {
      return broken(folder);
    }
    String hub = folder.toString().matches("[\\w.-]+/[\\w.-]+") ? folder.toString() : "";
    return "There is no folder %s; name a Hugging Face checkpoint folder%s."
        .formatted(
            folder,
            hub.isEmpty() ? "" : ", which hf download " + hub + " --local-dir FOLDER makes");
  }

  /** The cache's files are links, whose ends get lost when a folder is copied or moved. */
  static void checkLink(Path file) {
    if (Files.isSymbolicLink(file) && !Files.exists(file)) {
      throw new IllegalArgumentException(broken(file));
    }
  }

  private static String broken(Path link) {
    try {
      return "%s is a link to %s, where nothing is: run %s again, or copy what it stood for."
          .formatted(link, Files.readSymbolicLink(link), HubFolder.download(link.getParent()));
    } catch (IOException e) {
      throw Disk.cannotRead(link, e);
    }
  }

  /** With peft, transformers would read the base model that the adapter names instead. */
  private static void checkNoAdapter(Path folder) {
    if (Files.exists(folder.resolve(ADAPTER))) {
      throw new IllegalArgumentException(
          "%s has %s beside a whole model: %s, or delete %s if the weights are merged already."
              .formatted(folder, ADAPTER, OtherFormat.MERGE, ADAPTER));
    }
  }

  private static String noConfig(Path folder) {
    return "fetch it too, with " + HubFolder.download(folder) + ".";
  }

  private static String instead(Path folder) {
    Path model = HubFolder.model(folder);
    if (model != null) {
      return "it is the hub's cache; name a model in it, such as " + model + ".";
    }
    Optional<Path> inner =
        Disk.list(folder).stream().filter(f -> Files.isRegularFile(f.resolve(CONFIG))).findFirst();
    return OtherFormat.in(folder)
        .map(known -> "its " + known)
        .orElse(
            inner.isPresent()
                ? "its folder " + inner.get() + " has a " + CONFIG + "; name that one."
                : "a Hugging Face checkpoint folder has one of them.");
  }
}
