package minitron.model;

import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The tensors of an architecture: their Hugging Face names, in the model's order, and shapes. */
public final class ParameterShapes {
  /** The embedding. */
  static final String EMBEDDING = "model.embed_tokens.weight";

  /** The head. */
  static final String HEAD = "lm_head.weight";

  private ParameterShapes() {}

  /** Every parameter once; a tied head has no tensor of its own. */
  public static Map<String, Shape> of(ModelConfig c) {
    Map<String, Shape> shapes = new LinkedHashMap<>();
    shapes.put(EMBEDDING, new Shape(c.vocabSize(), c.hiddenSize()));
    for (int i = 0; i < c.numHiddenLayers(); i++) {
      layer(shapes, c, "model.layers." + i + ".");
    }
    shapes.put("model.norm.weight", new Shape(c.hiddenSize()));
    if (!c.tieWordEmbeddings()) {
      shapes.put(HEAD, new Shape(c.vocabSize(), c.hiddenSize()));
    }
    return shapes;
  }

  private static void layer(Map<String, Shape> shapes, ModelConfig c, String p) {
    linear(shapes, c, p + "self_attn.q_proj", c.attentionSize(), c.hiddenSize());
    linear(shapes, c, p + "self_attn.k_proj", c.keyValueSize(), c.hiddenSize());
    linear(shapes, c, p + "self_attn.v_proj", c.keyValueSize(), c.hiddenSize());
    linear(shapes, c, p + "self_attn.o_proj", c.hiddenSize(), c.attentionSize());
    linear(shapes, c, p + "mlp.gate_proj", c.intermediateSize(), c.hiddenSize());
    linear(shapes, c, p + "mlp.up_proj", c.intermediateSize(), c.hiddenSize());
    linear(shapes, c, p + "mlp.down_proj", c.hiddenSize(), c.intermediateSize());
    shapes.put(p + "input_layernorm.weight", new Shape(c.hiddenSize()));
    shapes.put(p + "post_attention_layernorm.weight", new Shape(c.hiddenSize()));
  }

  private static void linear(
      Map<String, Shape> shapes, ModelConfig c, String name, long rows, long columns) {
    shapes.put(name + ".weight", new Shape(rows, columns));
    if (c.biases().contains(name.substring(name.lastIndexOf('.') + 1))) {
      shapes.put(name + ".bias", new Shape(rows));
    }
  }

  /** The names in the order in which the way back comes by; a tied head has its own here. */
  static List<String> backwards(int layers) {
    List<String> names = new ArrayList<>(List.of("model.norm.weight", HEAD));
    for (int i = layers - 1; i >= 0; i--) {
      Layer.names(i).forEach(names::add);
    }
    names.add(EMBEDDING);
    return names;
  }

  /** Number of parameters; tied embeddings count once. */
  public static long count(ModelConfig config) {
    return of(config).values().stream().mapToLong(Shape::size).sum();
  }

  /** Number of parameters without the embedding and the head. */
  public static long countWithoutEmbeddings(ModelConfig c) {
    long table = (long) c.vocabSize() * c.hiddenSize();
    return count(c) - (c.tieWordEmbeddings() ? table : 2 * table);
  }
}
