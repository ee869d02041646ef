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
   * model's folder of the hub's cache, or in that of a model's name on the hub ({@code org/name} or
   * {@code org/name@revision}), if the cache has it.
   *
   * @throws IllegalArgumentException if there is none; it says what is there and how it is
   *     converted
   * @throws UncheckedIOException if the folder cannot be read
   */
  public static Path of(Path named) {
    Path folder = Files.isDirectory(named) ? HubFolder.snapshot(named) : cached(named);
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

  private static Path cached(Path named) {
    if (Files.exists(named)) {
      throw new IllegalArgumentException(file(named));
    }
    return HubCache.Name.of(named)
        .flatMap(HubCache.here()::find)
        .orElseThrow(() -> new IllegalArgumentException(missing(named)));
  }

  private static String file(Path file) {
    return OtherFormat.of(file).orElse(file + " is a file; name the checkpoint's folder.");
  }

  private static String missing(Path folder) {
    if (Files.isSymbolicLink(folder)) {
      return broken(folder);
    }
    Optional<HubCache.Name> hub = HubCache.Name.of(folder).filter(n -> n.model().contains("/"));
    return hub.isEmpty()
        ? "There is no folder %s; name a Hugging Face checkpoint folder.".formatted(folder)
        : "There is no folder %s, and no such model in the hub's cache (%s); name a Hugging Face checkpoint folder, or fetch the model: %s, in a notebook Checkpoint.download(\"%s\")."
            .formatted(folder, HubCache.here().folder(), hub.get().download(), folder);
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
