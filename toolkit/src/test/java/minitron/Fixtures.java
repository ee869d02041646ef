package minitron;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.stream.IntStream;
import minitron.model.CausalLm;
import minitron.model.Checkpoints;
import minitron.model.FreshModel;
import minitron.model.LlamaFamily;
import minitron.model.ModelConfig;

/** Small models and texts that tests work on. */
public final class Fixtures {
  private Fixtures() {}

  /** A file or folder of the test resources. */
  public static Path resource(String name) {
    try {
      return Path.of(Fixtures.class.getResource(name).toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * A case with numbers of transformers: mini-llama, mini-nemo or mini-qwen, and three whose
   * attention has a window: mini-window-qwen in layers 2 and 3, by max_window_layers;
   * mini-window-types in 1 and 3, by layer_types; mini-window-mistral in all three.
   */
  public static Path reference(String name) {
    return resource("/reference/" + name);
  }

  /** The model of a {@link #reference} or, for "fresh", three layers with random weights. */
  public static CausalLm open(String name) {
    return name.equals("fresh")
        ? FreshModel.of(config(3), 1, null)
        : Checkpoints.open(reference(name));
  }

  /** An architecture that fits the {@code metaspace} tokenizer. */
  public static ModelConfig config(int layers) {
    var json = new JsonObject();
    json.addProperty("model_type", "llama");
    json.addProperty("vocab_size", 320);
    json.addProperty("hidden_size", 24);
    json.addProperty("intermediate_size", 40);
    json.addProperty("num_hidden_layers", layers);
    json.addProperty("num_attention_heads", 4);
    json.addProperty("num_key_value_heads", 2);
    json.addProperty("max_position_embeddings", 512);
    json.addProperty("initializer_range", 0.2);
    return LlamaFamily.read("config.json", json);
  }

  /** A saved model of three layers with random weights and a tokenizer that adds a BOS. */
  public static Path model(Path folder) {
    Path home = resource("/tokenizers/metaspace");
    try (CausalLm fresh = FreshModel.of(config(3), 1, home)) {
      Checkpoints.save(fresh, folder, Long.MAX_VALUE);
    }
    return folder;
  }

  /** A text of short sentences, the same each time. */
  public static Path text(Path file, int sentences) {
    String[] who = {"Tom", "the cat", "a small dog", "Anna"};
    String[] what = {"saw", "likes", "has", "wants"};
    String[] thing = {"a red ball", "the big box", "two apples", "a hat"};
    var random = new Random(3);
    var text = new StringBuilder();
    for (int i = 0; i < sentences; i++) {
      text.append(who[random.nextInt(4)]).append(' ').append(what[random.nextInt(4)]);
      text.append(' ').append(thing[random.nextInt(4)]).append(". ");
    }
    try {
      return Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Writes {@code FOLDER/split.jsonl} with a row so many times; single quotes stand for double
   * ones, and after the word "saw" the rows are counted.
   */
  public static void rows(Path folder, String split, String row, int count) {
    String strict = row.replace('\'', '"');
    var rows = IntStream.range(0, count).mapToObj(i -> strict.replace("saw", "saw " + i)).toList();
    Path file = folder.resolve(split + ".jsonl");
    try {
      Files.createDirectories(file.getParent());
      Files.write(file, rows);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
