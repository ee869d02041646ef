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
   * Reads what each family reads of config.json, as {@code configuration_llama}, {@code _mistral}
   * and {@code _qwen2} of transformers; a key that a family does not read may say anything:
   *
   * <pre>
   *                      llama    mistral          qwen2
   * use_sliding_window   –        –                false unless given; without it no layer has a window
   * sliding_window       –        4096 unless      4096 unless given; null is none
   *                               given; null is
   *                               none
   * max_window_layers    –        –                28 unless given; layers from this one on, counted
   *                                                from 0, have the window
   * layer_types          checked  checked          null is none; else the layers that are
   *                                                sliding_attention have it, and no others
   * which layers         none     all              by layer_types, else by max_window_layers
   * </pre>
   *
   * <p>Checked: as many as num_hidden_layers, and of names that are known.
   */
  static SlidingWindow of(ConfigReader config, String modelType) {
    List<String> types = layerTypes(config);
    return switch (modelType) {
      case "mistral" -> new SlidingWindow(tokens(config), 0, List.of());
      case "qwen2" -> qwen2(config, types);
      default -> new SlidingWindow(0, 0, List.of());
    };
  }

  private static SlidingWindow qwen2(ConfigReader config, List<String> types) {
    int tokens = config.flag("use_sliding_window") ? tokens(config) : 0;
    if (tokens == 0 && types.contains(SLIDING)) {
      throw config.wrong(
          "layer_types with sliding_attention",
          "it needs use_sliding_window true and a sliding_window");
    }
    int without = tokens == 0 ? 0 : config.whole("max_window_layers", 0, 28);
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
  int of(int layer) {
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
