package minitron.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import minitron.tensor.Kernels;
import minitron.tensor.LayerArrays;

/** A decoder layer's arrays by their Hugging Face names. */
final class Layer {
  private static final List<String> NORMS = List.of("input_layernorm", "post_attention_layernorm");
  private static final List<String> LINEAR =
      List.of(
          "self_attn.q_proj",
          "self_attn.k_proj",
          "self_attn.v_proj",
          "self_attn.o_proj",
          "mlp.gate_proj",
          "mlp.up_proj",
          "mlp.down_proj");

  private Layer() {}

  /**
   * A layer, counted from 0.
   *
   * @param window how many tokens one sees; 0 for all
   */
  static LayerArrays of(Map<String, NDArray> arrays, int index, int window) {
    return new LayerArrays(
        list(arrays, names(index, NORMS, ".weight")),
        list(arrays, names(index, LINEAR, ".weight")),
        list(arrays, names(index, LINEAR, ".bias")),
        window);
  }

  private static NDList list(Map<String, NDArray> arrays, Stream<String> names) {
    return new NDList(
        names.map(name -> arrays.getOrDefault(name, Kernels.NONE)).toArray(NDArray[]::new));
  }

  /** The names of a layer's norms, weights and biases, in this order; those of no bias too. */
  static Stream<String> names(int index) {
    return Stream.of(
            names(index, NORMS, ".weight"),
            names(index, LINEAR, ".weight"),
            names(index, LINEAR, ".bias"))
        .flatMap(names -> names);
  }

  private static Stream<String> names(int index, List<String> modules, String kind) {
    return modules.stream().map(module -> "model.layers." + index + "." + module + kind);
  }
}
