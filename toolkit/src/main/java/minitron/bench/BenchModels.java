package minitron.bench;

import com.google.gson.JsonObject;
import minitron.Checkpoint;
import minitron.model.CausalLm;
import minitron.model.LlamaFamily;
import minitron.model.ModelConfig;

/** The architectures that speed is measured on where no checkpoint is given. */
public final class BenchModels {
  private static final int HEAD = 64;

  /** The teacher of {@code results/bench}. */
  public static final ModelConfig TEACHER = of(8, 512, 8192);

  private BenchModels() {}

  /** A Llama with heads of 64 channels, two a group, and an MLP 2.75 times as wide as they are. */
  public static ModelConfig of(int layers, int hidden, int vocabulary) {
    int heads = hidden / HEAD;
    var json = new JsonObject();
    json.addProperty("model_type", "llama");
    json.addProperty("vocab_size", vocabulary);
    json.addProperty("hidden_size", hidden);
    json.addProperty("intermediate_size", hidden * 11 / 4);
    json.addProperty("num_hidden_layers", layers);
    json.addProperty("num_attention_heads", heads);
    json.addProperty("num_key_value_heads", Math.max(1, heads / 2));
    json.addProperty("head_dim", HEAD);
    json.addProperty("max_position_embeddings", 8192);
    return LlamaFamily.read("config.json", json);
  }

  /** A checkpoint; without one, random weights of an architecture. */
  public static CausalLm open(String folder, ModelConfig otherwise) {
    return folder == null ? Checkpoint.fresh(otherwise, 1) : Checkpoint.load(folder);
  }

  /** A model of the same heads, three quarters as wide, as Minitron's students are about. */
  public static ModelConfig student(ModelConfig teacher) {
    return teacher.withWidths(
        teacher.hiddenSize() * 3 / 4,
        teacher.intermediateSize() * 3 / 4,
        teacher.numAttentionHeads());
  }
}
