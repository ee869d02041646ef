package minitron.model;

import ai.djl.ndarray.NDArray;
import java.util.Map;
import minitron.tensor.Kernels;

/**
 * The arrays of one decoder layer, by their Hugging Face names, and the {@link SlidingWindow} of
 * its attention in tokens, 0 for none.
 */
public record Layer(
    NDArray inputLayernorm,
    Linear q,
    Linear k,
    Linear v,
    Linear o,
    NDArray postAttentionLayernorm,
    Linear gate,
    Linear up,
    Linear down,
    int window) {

  /**
   * A projection.
   *
   * @param weight (out, in)
   * @param bias (out), or null
   */
  public record Linear(NDArray weight, NDArray bias) {
    /** x · weightᵀ + bias. */
    NDArray apply(Kernels k, NDArray x) {
      return k.linear(x, weight, bias);
    }
  }

  static Layer of(Map<String, NDArray> arrays, int index, int window) {
    String prefix = "model.layers." + index + ".";
    return new Layer(
        arrays.get(prefix + "input_layernorm.weight"),
        linear(arrays, prefix + "self_attn.q_proj"),
        linear(arrays, prefix + "self_attn.k_proj"),
        linear(arrays, prefix + "self_attn.v_proj"),
        linear(arrays, prefix + "self_attn.o_proj"),
        arrays.get(prefix + "post_attention_layernorm.weight"),
        linear(arrays, prefix + "mlp.gate_proj"),
        linear(arrays, prefix + "mlp.up_proj"),
        linear(arrays, prefix + "mlp.down_proj"),
        window);
  }

  private static Linear linear(Map<String, NDArray> arrays, String name) {
    return new Linear(arrays.get(name + ".weight"), arrays.get(name + ".bias"));
  }
}
