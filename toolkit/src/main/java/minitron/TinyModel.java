package minitron;

import ai.djl.ndarray.types.Shape;
import com.google.gson.JsonArray;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import minitron.model.CausalLm;
import minitron.model.Dtype;
import minitron.model.ModelConfig;
import minitron.model.ParameterShapes;
import minitron.model.Weight;

/** The architecture of TinyWorld's teacher, its first weights, and how it gets more layers. */
final class TinyModel {
  private static final int LAYERS = 3;
  private static final long SEED = 1;
  private static final double EMBEDDING = 0.1;

  private TinyModel() {}

  /** An untrained model of three layers. */
  static CausalLm untrained(Path home, int vocabulary) {
    ModelConfig config = config(vocabulary, LAYERS);
    Map<String, Weight> weights = new LinkedHashMap<>();
    long seed = SEED;
    for (Map.Entry<String, Shape> tensor : ParameterShapes.of(config).entrySet()) {
      weights.put(tensor.getKey(), weight(tensor.getKey(), tensor.getValue(), seed++));
    }
    return new CausalLm(config, weights, home);
  }

  /** Scaled by fan-in, and smaller where a layer adds to the stream (GPT-2's rule). */
  private static Weight weight(String name, Shape shape, long seed) {
    if (shape.dimension() == 1) {
      return Weight.constant(Dtype.F32, shape, 1);
    }
    double fanIn = 1 / Math.sqrt((double) shape.get(1));
    double deviation = adds(name) ? fanIn / Math.sqrt(2.0 * LAYERS) : fanIn;
    return Weight.normal(
        Dtype.F32, shape, name.startsWith("model.embed") ? EMBEDDING : deviation, seed);
  }

  private static boolean adds(String name) {
    return name.endsWith("o_proj.weight") || name.endsWith("down_proj.weight");
  }

  /**
   * The model with more layers: copies of its own in turn, which add nothing to the stream yet, so
   * that it computes what it did. Copies know how to look things up, and so learn the next link.
   */
  static CausalLm grown(CausalLm small, int layers) {
    ModelConfig config = config(small.config().vocabSize(), layers);
    Map<String, Weight> weights = new LinkedHashMap<>();
    for (Map.Entry<String, Shape> tensor : ParameterShapes.of(config).entrySet()) {
      String name = tensor.getKey();
      Weight own = small.weights().get(name);
      weights.put(name, own != null ? own : copy(small, name, tensor.getValue()));
    }
    return new CausalLm(config, weights, small.home());
  }

  private static Weight copy(CausalLm small, String name, Shape shape) {
    if (adds(name)) {
      return Weight.constant(Dtype.F32, shape, 0);
    }
    String[] parts = name.split("\\.", 4);
    int layer = Integer.parseInt(parts[2]) % LAYERS;
    return small.weights().get("model.layers." + layer + "." + parts[3]);
  }

  private static ModelConfig config(int vocabulary, int layers) {
    JsonObject json = new JsonObject();
    JsonArray architectures = new JsonArray();
    architectures.add("LlamaForCausalLM");
    json.add("architectures", architectures);
    json.addProperty("model_type", "llama");
    json.addProperty("hidden_act", "silu");
    json.addProperty("vocab_size", vocabulary);
    json.addProperty("hidden_size", 128);
    json.addProperty("intermediate_size", 256);
    json.addProperty("num_hidden_layers", layers);
    json.addProperty("num_attention_heads", 8);
    json.addProperty("num_key_value_heads", 4);
    json.addProperty("head_dim", 32);
    json.addProperty("max_position_embeddings", TinyTeacher.WINDOW);
    json.addProperty("rms_norm_eps", 1e-5);
    // A small base: within 256 tokens most channels of a head then tell places apart.
    json.addProperty("rope_theta", 256.0);
    json.addProperty("tie_word_embeddings", true);
    json.addProperty("initializer_range", 0.02);
    json.add("bos_token_id", JsonNull.INSTANCE);
    json.addProperty("eos_token_id", 0);
    json.addProperty("dtype", "float32");
    return ModelConfig.of("config.json", json);
  }
}
