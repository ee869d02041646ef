package minitron.checkpoint;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.TreeMap;
import minitron.io.JsonText;

/** Writes a model's tensors as transformers does: one file, or shards and an index. */
public final class ShardWriter {
  private ShardWriter() {}

  /**
   * Writes {@code model.safetensors}, or {@code model-00001-of-0000N.safetensors} … with {@code
   * model.safetensors.index.json}, into a folder that exists and holds none of them. Shards are
   * filled in the map's order; a tensor larger than a shard has one of its own.
   *
   * @param metadata every file's {@code __metadata__}; transformers wants {"format": "pt"}
   * @param maxShardBytes the most bytes of tensors in a shard
   * @return the names of the files written, the index last
   * @throws IllegalArgumentException as {@link SafetensorsWriter#write}
   */
  public static List<String> write(
      Path folder,
      Map<String, ? extends TensorSource> tensors,
      Map<String, String> metadata,
      long maxShardBytes)
      throws IOException {
    if (maxShardBytes < 1) {
      throw new IllegalArgumentException(
          "The largest shard is to have %d bytes; allowed: 1 or more.".formatted(maxShardBytes));
    }
    List<Map<String, TensorSource>> shards = fill(tensors, maxShardBytes);
    List<String> files = new ArrayList<>();
    Map<String, String> weightMap = new TreeMap<>(JsonText.BY_UTF8);
    for (Map<String, TensorSource> shard : shards) {
      String file =
          shards.size() == 1
              ? CheckpointFiles.SINGLE
              : String.format(
                  Locale.ROOT, "model-%05d-of-%05d.safetensors", files.size() + 1, shards.size());
      SafetensorsWriter.write(folder.resolve(file), shard, Optional.of(metadata));
      shard.keySet().forEach(name -> weightMap.put(name, file));
      files.add(file);
    }
    if (shards.size() > 1) {
      Files.writeString(folder.resolve(CheckpointFiles.INDEX), index(tensors, weightMap));
      files.add(CheckpointFiles.INDEX);
    }
    return List.copyOf(files);
  }

  /**
   * Fills shards as huggingface_hub does: a tensor too large for one does not end the current one.
   */
  private static List<Map<String, TensorSource>> fill(
      Map<String, ? extends TensorSource> tensors, long maxBytes) {
    List<Map<String, TensorSource>> shards = new ArrayList<>();
    Map<String, TensorSource> shard = new LinkedHashMap<>();
    long filled = 0;
    for (Map.Entry<String, ? extends TensorSource> tensor : tensors.entrySet()) {
      long size = SafetensorsWriter.size(tensor.getKey(), tensor.getValue());
      if (size > maxBytes) {
        shards.add(Map.of(tensor.getKey(), tensor.getValue()));
        continue;
      }
      if (size > maxBytes - filled) {
        shards.add(shard);
        shard = new LinkedHashMap<>();
        filled = 0;
      }
      shard.put(tensor.getKey(), tensor.getValue());
      filled += size;
    }
    if (!shard.isEmpty() || shards.isEmpty()) {
      shards.add(shard);
    }
    return shards;
  }

  private static String index(
      Map<String, ? extends TensorSource> tensors, Map<String, String> weightMap) {
    long parameters = 0;
    long bytes = 0;
    for (TensorSource source : tensors.values()) {
      parameters = Math.addExact(parameters, Dtype.elements(source.shape().getShape()));
      bytes = Math.addExact(bytes, source.dtype().bytes(source.shape().getShape()));
    }
    StringJoiner map = new StringJoiner(",\n    ");
    weightMap.forEach(
        (name, file) -> map.add(JsonText.python(name) + ": " + JsonText.python(file)));
    return String.format(
        Locale.ROOT,
        """
        {
          "metadata": {
            "total_parameters": %d,
            "total_size": %d
          },
          "weight_map": {
            %s
          }
        }
        """,
        parameters,
        bytes,
        map);
  }
}
