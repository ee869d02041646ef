package minitron.model;

import ai.djl.ndarray.types.Shape;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import minitron.checkpoint.CheckpointFiles;
import minitron.checkpoint.FileWeight;
import minitron.checkpoint.ShardWriter;
import minitron.checkpoint.Weight;
import minitron.io.NewFolder;
import minitron.io.Output;

/** Folders in Hugging Face layout: read lazily, written whole or not at all. */
public final class Checkpoints {
  /** What travels with the weights so that the folder opens elsewhere. */
  private static final List<String> COMPANIONS =
      List.of(
          "tokenizer.json",
          "tokenizer_config.json",
          "tokenizer.model",
          "special_tokens_map.json",
          "added_tokens.json",
          "vocab.json",
          "merges.txt",
          "chat_template.jinja",
          "generation_config.json");

  private Checkpoints() {}

  /**
   * Opens a checkpoint: reads its config and the headers of its weights, and checks every tensor
   * against the architecture. Of a head beside an embedding that config.json ties to it, the values
   * are read too ({@link TiedHead}).
   *
   * @throws IllegalArgumentException naming the file or tensor that is missing or does not fit
   */
  public static CausalLm open(Path folder) {
    Map<String, FileWeight> found = CheckpointFiles.open(folder);
    var head = TiedHead.of(readConfig(folder.resolve("config.json")), found);
    ModelConfig config = head.config();
    Map<String, FileWeight> tensors = head.tensors();
    Map<String, Weight> weights = new LinkedHashMap<>();
    ParameterShapes.of(config)
        .forEach((name, shape) -> weights.put(name, weight(folder, tensors, name, shape)));
    tensors.keySet().forEach(name -> checkKnown(folder, config, weights, name));
    return new CausalLm(config, weights, folder);
  }

  private static Weight weight(
      Path folder, Map<String, FileWeight> tensors, String name, Shape shape) {
    FileWeight weight = tensors.get(name);
    if (weight == null) {
      throw new IllegalArgumentException(
          "%s: tensor %s is missing, which config.json calls for%s."
              .formatted(folder, name, TiedHead.hint(tensors, name)));
    }
    weight.type(); // so that opening a checkpoint fails, not its first use
    if (!weight.shape().equals(shape)) {
      throw new IllegalArgumentException(
          "%s: tensor %s has shape %s, but config.json calls for %s."
              .formatted(folder, weight.entry().name(), weight.shape(), shape));
    }
    return weight;
  }

  private static void checkKnown(
      Path folder, ModelConfig config, Map<String, Weight> weights, String name) {
    if (!weights.containsKey(name) && !name.endsWith("rotary_emb.inv_freq")) {
      throw new IllegalArgumentException(
          "%s: tensor %s has no place in a model of type %s with %d layers; is config.json its own?"
              .formatted(folder, name, config.modelType(), config.numHiddenLayers()));
    }
  }

  /** Reads a config.json, which may stand alone. */
  public static ModelConfig readConfig(Path file) {
    try {
      JsonObject json = JsonParser.parseString(Files.readString(file)).getAsJsonObject();
      return LlamaFamily.read(file.toString(), json);
    } catch (CharacterCodingException e) {
      throw new IllegalArgumentException(file + " is not UTF-8: fetch or save it again.", e);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read " + file + ": " + e.getMessage(), e);
    } catch (JsonParseException | IllegalStateException e) {
      throw new IllegalArgumentException(file + " is not a JSON object: " + e.getMessage(), e);
    }
  }

  /**
   * Saves a model to a new folder. Everything is written beside it first and then moved, so a
   * folder of that name is always complete.
   *
   * @param maxShardBytes the largest weights file; more weights go to shards with an index
   * @throws IllegalArgumentException if the folder exists
   * @throws UncheckedIOException if it cannot be written, for example on a full disk
   */
  public static void save(CausalLm model, Path folder, long maxShardBytes) {
    NewFolder.checkNew(folder);
    try (Output output = Output.anew(folder)) {
      save(model, output, maxShardBytes);
    }
  }

  /** The same in a place that was taken for it. */
  public static void save(CausalLm model, Output place, long maxShardBytes) {
    place.folder(
        partial -> {
          Files.writeString(partial.resolve("config.json"), text(model.config().toJson()));
          ShardWriter.write(partial, model.weights(), Map.of("format", "pt"), maxShardBytes);
          copyCompanions(model.home(), partial);
        });
  }

  private static String text(JsonObject json) {
    var gson =
        new GsonBuilder().setPrettyPrinting().serializeNulls().disableHtmlEscaping().create();
    return gson.toJson(json) + "\n";
  }

  private static void copyCompanions(Path from, Path to) throws IOException {
    if (from == null) {
      return;
    }
    for (String name : COMPANIONS) {
      if (Files.isRegularFile(from.resolve(name))) {
        Files.copy(from.resolve(name), to.resolve(name));
      }
    }
  }
}
