package minitron.model;

import ai.djl.ndarray.types.Shape;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import minitron.checkpoint.CheckpointFiles;
import minitron.checkpoint.CheckpointFolder;
import minitron.checkpoint.FileWeight;
import minitron.checkpoint.ShardWriter;
import minitron.checkpoint.TensorSource;
import minitron.checkpoint.Weight;
import minitron.io.JsonFile;
import minitron.io.Messages;
import minitron.io.NewFolder;
import minitron.io.Output;
import minitron.runs.Progress;

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

  /** Chat templates by name, of models that have several. */
  private static final String TEMPLATES = "additional_chat_templates";

  private Checkpoints() {}

  /**
   * Opens a checkpoint: reads its config and the headers of its weights, and checks every tensor
   * against the architecture. Of a head beside an embedding that config.json ties to it, the values
   * are read too ({@link TiedHead}).
   *
   * @param named as for {@link CheckpointFolder#of}
   * @throws IllegalArgumentException naming the file or tensor that is missing or does not fit
   */
  public static CausalLm open(Path named) {
    Path folder = CheckpointFolder.of(named);
    ModelConfig read = readConfig(folder.resolve("config.json"));
    Map<String, FileWeight> found = CheckpointFiles.open(folder);
    OtherModels.checkMerged(folder, found.keySet());
    Quantization.check(folder, read.json(), found);
    var head = TiedHead.of(read, found);
    ModelConfig config = head.config();
    Map<String, FileWeight> tensors = head.tensors();
    checkDepth(folder, config, tensors.keySet());
    Map<String, Weight> weights = new LinkedHashMap<>();
    ParameterShapes.of(config)
        .forEach((name, shape) -> weights.put(name, weight(folder, config, tensors, name, shape)));
    tensors.keySet().forEach(name -> checkKnown(folder, config, weights, name));
    return new CausalLm(config, weights, folder);
  }

  /** Before a place is made for each tensor of each layer. */
  private static void checkDepth(Path folder, ModelConfig config, Set<String> tensors) {
    String layers = "model.layers.";
    String last = layers + (config.numHiddenLayers() - 1) + ".";
    if (tensors.stream().anyMatch(name -> name.startsWith(layers))
        && tensors.stream().noneMatch(name -> name.startsWith(last))) {
      throw new IllegalArgumentException(
          "%s: num_hidden_layers of config.json is %d, but there are no tensors of %s*; is config.json its own?"
              .formatted(folder, config.numHiddenLayers(), last));
    }
  }

  private static Weight weight(
      Path folder, ModelConfig config, Map<String, FileWeight> tensors, String name, Shape shape) {
    FileWeight weight = tensors.get(name);
    if (weight == null) {
      throw new IllegalArgumentException(
          "%s: tensor %s is missing, which config.json calls for%s."
              .formatted(folder, name, hint(config, tensors, name)));
    }
    weight.checkLoadable(); // so that opening a checkpoint fails, not its first use
    if (!weight.shape().equals(shape)) {
      throw new IllegalArgumentException(
          "%s: tensor %s has shape %s, but config.json calls for %s."
              .formatted(
                  folder, weight.entry().name(), Messages.cut(weight.shape().toString()), shape));
    }
    return weight;
  }

  private static String hint(ModelConfig config, Map<String, FileWeight> tensors, String name) {
    String other = OtherModels.hint(name, config.json(), tensors.keySet());
    return other.isEmpty() ? TiedHead.hint(tensors, name) : other;
  }

  private static void checkKnown(
      Path folder, ModelConfig config, Map<String, Weight> weights, String name) {
    if (!weights.containsKey(name) && !name.endsWith("rotary_emb.inv_freq")) {
      throw new IllegalArgumentException(
          "%s: tensor %s has no place in a model of type %s with %d layers; is config.json its own?"
              .formatted(folder, Messages.cut(name), config.modelType(), config.numHiddenLayers()));
    }
  }

  /**
   * The architecture of a config.json, which may stand alone. Where it ties the head and weights
   * that can be read lie beside it, they say whether the head is tied.
   */
  public static ModelConfig config(Path file) {
    ModelConfig read = readConfig(file);
    if (!read.tieWordEmbeddings()) {
      return read;
    }
    try {
      return TiedHead.of(read, CheckpointFiles.open(file.resolveSibling(""))).config();
    } catch (IllegalArgumentException e) {
      return read; // no weights, or none that say more
    }
  }

  /** Reads a config.json, which may stand alone. */
  public static ModelConfig readConfig(Path file) {
    JsonObject json = JsonFile.read(file, "a valid config.json", text -> text.tree("it"));
    return LlamaFamily.read(file.toString(), json);
  }

  /**
   * Saves a model to a new folder. Everything is written beside it first and then moved, so a
   * folder of that name is always complete.
   *
   * @param maxShardBytes the largest weights file; more weights go to shards with an index
   * @param progress as for {@link #fill}
   * @throws IllegalArgumentException if the folder exists
   * @throws UncheckedIOException if it cannot be written, for example on a full disk
   */
  public static void save(CausalLm model, Path folder, long maxShardBytes, Progress progress) {
    NewFolder.checkNew(folder);
    try (Output output = Output.anew(folder)) {
      output.folder(partial -> fill(model, partial, maxShardBytes, progress));
    }
  }

  /** The same in silence. */
  public static void save(CausalLm model, Path folder, long maxShardBytes) {
    save(model, folder, maxShardBytes, Progress.SILENT);
  }

  /**
   * Writes a model's files into an empty folder.
   *
   * @param progress hears of megabytes; it cannot stop this
   */
  public static void fill(CausalLm model, Path folder, long maxShardBytes, Progress progress)
      throws IOException {
    Files.writeString(folder.resolve("config.json"), text(model.config().toJson()));
    Map<String, TensorSource> told = WritingProgress.of(model.weights(), progress);
    ShardWriter.write(folder, told, Map.of("format", "pt"), maxShardBytes);
    copyCompanions(model.home(), folder);
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
    copyTemplates(from.resolve(TEMPLATES), to.resolve(TEMPLATES));
  }

  private static void copyTemplates(Path from, Path to) throws IOException {
    if (!Files.isDirectory(from)) {
      return;
    }
    Files.createDirectory(to);
    try (Stream<Path> files = Files.list(from)) {
      for (Path file : files.filter(f -> f.toString().endsWith(".jinja")).toList()) {
        Files.copy(file, to.resolve(file.getFileName()));
      }
    }
  }
}
