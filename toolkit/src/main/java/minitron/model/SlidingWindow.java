package minitron.model;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * How far back attention looks: in a layer with a window, a query at position t sees the keys at t
 * − window + 1 … t.
 *
 * @param tokens the window, its query included; 0 if no layer has one
 * @param maxWindowLayers how many layers, from the first, have none
 * @param layerTypes the attention of each layer, which then decides in its place; or empty
 */
public record SlidingWindow(int tokens, int maxWindowLayers, List<String> layerTypes) {
  private static final String FULL = "full_attention";
  private static final String SLIDING = "sliding_attention";

  /** What {@code remap_legacy_layer_types} takes for full_attention. */
  private static final String FULL_BEFORE = "attention";

  private static final List<String> KNOWN = List.of(FULL, SLIDING, FULL_BEFORE);

  /** Copies the list. */
  public SlidingWindow {
    layerTypes = List.copyOf(layerTypes);
  }

  /**
   * Reads what each family reads of config.json when {@code AutoModelForCausalLM} of transformers
   * opens it, which takes a mistral with {@code layer_types} for a {@code ministral}; a key that a
   * family does not read may say anything:
   *
   * <pre>
   *                      llama    mistral              qwen2
   * use_sliding_window   –        –                    false unless given; false: no windows
   * sliding_window       –        4096 unless given;   4096 unless given;
   *                               null: no windows     null: no windows
   * layer_types          checked  sliding_attention    sliding_attention has the window,
   *                               has the window,      full_attention has none
   *                               full_attention none
   * without layer_types  –        every layer has it   max_window_layers, 28 unless given: from
   *                                                    this one on, counted from 0, they have it
   * </pre>
   *
   * <p>In each family layer_types are checked: known names, as many as num_hidden_layers.
   */
  static SlidingWindow of(ConfigReader config, String modelType) {
    List<String> types = layerTypes(config);
    if (modelType.equals("llama")) {
      return new SlidingWindow(0, 0, List.of());
    }
    boolean qwen2 = modelType.equals("qwen2");
    int tokens = qwen2 && !config.flag("use_sliding_window") ? 0 : tokens(config);
    if (tokens == 0 && types.contains(SLIDING)) {
      throw config.wrong(
          "layer_types with sliding_attention",
          "it needs a sliding_window, in qwen2 use_sliding_window true too");
    }
    int without = qwen2 && tokens > 0 ? config.whole("max_window_layers", 0, 28) : 0;
    return new SlidingWindow(tokens, without, types);
  }

  private static int tokens(ConfigReader config) {
    String key = "sliding_window";
    return config.json().has(key) && !config.has(key) ? 0 : config.size(key, 4096);
  }

  private static List<String> layerTypes(ConfigReader config) {
    String key = "layer_types";
    if (!config.has(key)) {
      return List.of();
    }
    List<String> types = config.texts(key);
    int layers = config.size("num_hidden_layers");
    if (types.size() != layers) {
      throw config.wrong(
          key + " for " + types.size() + " layers",
          "one for each of num_hidden_layers " + layers + " is needed");
    }
    if (!KNOWN.containsAll(types)) {
      throw config.wrong(key, "allowed are full_attention and sliding_attention");
    }
    return types;
  }

  /** The window of a layer, counted from 0, in tokens; 0 for none. */
  public int of(int layer) {
    boolean slides =
        layerTypes.isEmpty() ? layer >= maxWindowLayers : layerTypes.get(layer).equals(SLIDING);
    return slides ? tokens : 0;
  }

  /** The same windows where only some layers are left, counted from 0. */
  SlidingWindow kept(int[] kept) {
    List<String> types =
        layerTypes.isEmpty() ? layerTypes : Arrays.stream(kept).mapToObj(layerTypes::get).toList();
    int without = (int) IntStream.of(kept).filter(layer -> layer < maxWindowLayers).count();
    return new SlidingWindow(tokens, without, types);
  }
}
