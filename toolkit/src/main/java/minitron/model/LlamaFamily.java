package minitron.model;

import com.google.gson.JsonObject;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import minitron.checkpoint.Dtype;

/**
 * What config.json means for the models of the Llama family, and the defaults of transformers where
 * it is silent.
 */
public final class LlamaFamily {
  private static final List<String> TYPES = List.of("llama", "mistral", "qwen2");

  /** Two names of one function, as in transformers' {@code ACT2FN}. */
  private static final List<String> ACTIVATIONS = List.of("silu", "swish");

  private LlamaFamily() {}

  /**
   * Reads a config.json.
   *
   * @param file its name, for messages
   * @throws IllegalArgumentException naming the file and the field that is missing or not supported
   */
  public static ModelConfig read(String file, JsonObject json) {
    var config = new ConfigReader(file, json);
    String type = config.text("model_type", "");
    if (!TYPES.contains(type)) {
      throw config.wrong(
          type.isEmpty() ? "model_type is missing" : "unknown model_type '" + type + "'",
          "allowed are llama, mistral, qwen2" + OtherModels.kind(json));
    }
    String activation = config.text("hidden_act", "silu");
    if (!ACTIVATIONS.contains(activation)) {
      throw config.wrong(
          "hidden_act '" + activation + "'", "only silu, also called swish, is supported");
    }
    try {
      return architecture(type, config);
    } catch (IllegalArgumentException e) {
      throw e.getMessage().startsWith(file)
          ? e
          : new IllegalArgumentException(file + ": " + e.getMessage(), e);
    }
  }

  private static ModelConfig architecture(String type, ConfigReader config) {
    int heads = config.size("num_attention_heads");
    int hidden = config.size("hidden_size");
    return new ModelConfig(
        type,
        config.size("vocab_size"),
        hidden,
        config.size("intermediate_size"),
        config.size("num_hidden_layers"),
        heads,
        config.size("num_key_value_heads", heads),
        config.size("head_dim", Math.max(1, hidden / heads)),
        config.size("max_position_embeddings"),
        SlidingWindow.of(config, type),
        config.positive("rms_norm_eps", 1e-6),
        RopeScaling.of(config),
        config.flag("tie_word_embeddings"),
        biases(config, type),
        config.number("initializer_range", 0.02),
        Dtype.fromConfig(config.text("dtype", config.text("torch_dtype", "float32"))),
        config.json().deepCopy());
  }

  private static Set<String> biases(ConfigReader config, String type) {
    if (type.equals("qwen2")) {
      return Set.of("q_proj", "k_proj", "v_proj");
    }
    var biases = new HashSet<String>();
    if (type.equals("llama") && config.flag("attention_bias")) {
      biases.addAll(Set.of("q_proj", "k_proj", "v_proj", "o_proj"));
    }
    if (type.equals("llama") && config.flag("mlp_bias")) {
      biases.addAll(Set.of("gate_proj", "up_proj", "down_proj"));
    }
    return biases;
  }
}
