package minitron.prune;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import minitron.checkpoint.Weight;
import minitron.model.CausalLm;
import minitron.model.ModelConfig;

/**
 * Reshapes the weights of a model to what is kept ("Model Trimming" of the paper).
 *
 * <p>Hidden channels go from the embedding, the head, the norms, the inputs of q, k, v, gate and
 * up, and the outputs of o and down; neurons from the outputs of gate and up and the inputs of
 * down; heads from the outputs of q and the inputs of o. A bias goes with the outputs of its
 * projection.
 */
public final class WidthTrim {
  private final ModelConfig config;
  private final Kept kept;

  private WidthTrim(ModelConfig config, Kept kept) {
    this.config = config;
    this.kept = kept;
  }

  /** The trimmed model; its weights are read, and cut, when asked for. */
  public static CausalLm trim(CausalLm model, Kept kept) {
    var trim = new WidthTrim(model.config(), kept);
    Map<String, Weight> weights = new LinkedHashMap<>();
    model.weights().forEach((name, weight) -> weights.put(name, trim.cut(name, weight)));
    ModelConfig small =
        model
            .config()
            .withWidths(kept.hidden().size(), kept.mlp().get(0).size(), kept.heads().get(0).size());
    return model.with(small, weights);
  }

  private Weight cut(String name, Weight weight) {
    if (!name.startsWith("model.layers.")) {
      // Embedding, head (both V × C) and final norm: hidden channels are the last axis.
      return hidden(weight, weight.shape().dimension() - 1);
    }
    String[] parts = name.split("\\.", -1);
    int layer = Integer.parseInt(parts[2]);
    String module = parts[parts.length - 2];
    boolean bias = name.endsWith(".bias");
    return switch (module) {
      case "q_proj" -> input(select(weight, 0, channels(layer)), bias);
      case "k_proj", "v_proj" -> input(weight, bias);
      case "o_proj" -> output(weight, bias, channels(layer));
      case "gate_proj", "up_proj" -> input(select(weight, 0, kept.mlp().get(layer)), bias);
      case "down_proj" -> output(weight, bias, kept.mlp().get(layer));
      default -> hidden(weight, 0);
    };
  }

  /** Keeps the hidden channels that a projection reads; its bias has none. */
  private Weight input(Weight weight, boolean bias) {
    return bias ? weight : hidden(weight, 1);
  }

  /** Keeps the hidden channels that a projection writes, and what is kept of its inputs. */
  private Weight output(Weight weight, boolean bias, List<Integer> inputs) {
    Weight written = hidden(weight, 0); // rows go first: less is left to cut
    return bias ? written : select(written, 1, inputs);
  }

  private Weight hidden(Weight weight, int axis) {
    return select(weight, axis, kept.hidden());
  }

  private static Weight select(Weight weight, int axis, List<Integer> kept) {
    return kept.size() == weight.shape().get(axis)
        ? weight
        : weight.select(axis, kept.stream().mapToInt(i -> i).toArray());
  }

  /** The attention channels of the kept heads. */
  private List<Integer> channels(int layer) {
    int width = config.headDim();
    return kept.heads().get(layer).stream()
        .flatMap(head -> IntStream.range(head * width, (head + 1) * width).boxed())
        .toList();
  }
}
