package minitron.checkpoint;

import static minitron.io.Messages.quote;

import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import minitron.checkpoint.SafetensorsHeader.Entry;
import minitron.io.JsonFile;
import minitron.io.StrictJson;

/**
 * The weights of a folder in Hugging Face layout: {@code model.safetensors}, or shards with {@code
 * model.safetensors.index.json}.
 */
public final class CheckpointFiles {
  static final String SINGLE = "model.safetensors";
  static final String INDEX = "model.safetensors.index.json";

  private CheckpointFiles() {}

  /**
   * The tensors of a folder by name, in the order of the file or of the index. Only the headers are
   * read; a tensor is when it is needed, and may be of any type.
   *
   * @param named as for {@link CheckpointFolder#of}
   * @throws IllegalArgumentException if the folder, its config.json, a file or a tensor of the
   *     index is missing, or a file is not valid
   * @throws UncheckedIOException if a file cannot be read
   */
  public static Map<String, FileWeight> open(Path named) {
    Path folder = CheckpointFolder.of(named);
    return Files.isRegularFile(folder.resolve(SINGLE))
        ? single(folder.resolve(SINGLE))
        : sharded(folder, weightMap(folder.resolve(INDEX)));
  }

  private static Map<String, FileWeight> single(Path path) {
    SafetensorsFile file = SafetensorsFile.open(path);
    Map<String, FileWeight> tensors = new LinkedHashMap<>();
    file.entries().forEach((name, entry) -> tensors.put(name, new FileWeight(file, entry)));
    return tensors;
  }

  private static Map<String, String> weightMap(Path index) {
    return JsonFile.read(index, "a valid index", CheckpointFiles::weightMap);
  }

  private static Map<String, String> weightMap(StrictJson json) {
    Map<String, String> shards = new LinkedHashMap<>();
    boolean[] found = {false};
    json.object(
        "it",
        key -> {
          if (key.equals("weight_map")) {
            found[0] = true;
            json.object(key, name -> shards.put(name, json.string(key)));
          } else {
            json.skip();
          }
        });
    if (!found[0]) {
      throw new IllegalArgumentException("it has no weight_map");
    }
    return shards;
  }

  private static Map<String, FileWeight> sharded(Path folder, Map<String, String> weightMap) {
    Map<String, SafetensorsFile> files = new LinkedHashMap<>();
    Map<String, FileWeight> tensors = new LinkedHashMap<>();
    weightMap.forEach(
        (name, shard) -> {
          SafetensorsFile file = files.computeIfAbsent(shard, key -> openShard(folder, key));
          tensors.put(name, new FileWeight(file, entry(folder, file, name)));
        });
    files.values().forEach(file -> addUnnamed(folder, tensors, file));
    return tensors;
  }

  /** As transformers, which reads all that is in the shards; of two it would take the last one. */
  private static void addUnnamed(
      Path folder, Map<String, FileWeight> tensors, SafetensorsFile file) {
    file.entries()
        .forEach(
            (name, entry) -> {
              FileWeight other = tensors.putIfAbsent(name, new FileWeight(file, entry));
              if (other != null && other.file() != file) {
                throw new IllegalArgumentException(
                    "%s: tensor %s is in %s and in %s; fetch or save the checkpoint again."
                        .formatted(
                            folder,
                            quote(name),
                            other.file().path().getFileName(),
                            file.path().getFileName()));
              }
            });
  }

  private static SafetensorsFile openShard(Path folder, String shard) {
    Path index = folder.resolve(INDEX);
    // A plain file name is all that the format needs, so nothing else can point out of the folder.
    if (!shard.matches("[^/\\\\:\\p{Cntrl}]+") || shard.matches("\\.+")) {
      throw new IllegalArgumentException(
          "%s is not a valid index: the shard name %s is not a plain file name; fetch or save it again."
              .formatted(index, quote(shard)));
    }
    CheckpointFolder.checkLink(folder.resolve(shard));
    if (!Files.isRegularFile(folder.resolve(shard))) {
      throw new IllegalArgumentException(
          "%s names the shard %s, which is not there; fetch the missing file."
              .formatted(index, quote(shard)));
    }
    return SafetensorsFile.open(folder.resolve(shard));
  }

  private static Entry entry(Path folder, SafetensorsFile file, String name) {
    Entry entry = file.entries().get(name);
    if (entry == null) {
      throw new IllegalArgumentException(
          "%s says that tensor %s is in %s, but it is not there; fetch both files again."
              .formatted(folder.resolve(INDEX), quote(name), file.path()));
    }
    return entry;
  }
}
