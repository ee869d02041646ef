package minitron.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import minitron.Fixtures;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a config.json says of windows, and which family believes it. */
class SlidingWindowTest {
  private static final String FIVE = "'use_sliding_window': true, 'sliding_window': 5";

  private static ModelConfig config(String type, String more) {
    return config(type, 3, more);
  }

  /** The fixture's config with more fields. */
  private static ModelConfig config(String type, int layers, String more) {
    JsonObject json = Fixtures.config(layers).toJson();
    json.addProperty("model_type", type);
    JsonObject said = JsonParser.parseString("{" + spelled(more) + "}").getAsJsonObject();
    said.asMap().forEach(json::add);
    return LlamaFamily.read("config.json", json);
  }

  private static String spelled(String said) {
    return said.replace("FIVE", FIVE)
        .replace("FULL", "'full_attention'")
        .replace("SLIDING", "'sliding_attention'")
        .replace('\'', '"');
  }

  private static List<Integer> windows(ModelConfig config) {
    return IntStream.range(0, config.numHiddenLayers())
        .mapToObj(config.slidingWindow()::of)
        .toList();
  }

  private static List<Integer> windows(String written) {
    return Arrays.stream(written.trim().split(" ")).map(Integer::valueOf).toList();
  }

  /**
   * The keys that the last query of a long input sees in each layer of mistral and qwen2, by the
   * attention masks of transformers 5.18, with 0 for all; llama has no window, whatever is said.
   */
  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      delimiter = '|',
      value = {
        "'head_dim': 6 | 4096 4096 4096 | 0 0 0",
        "'sliding_window': 5 | 5 5 5 | 0 0 0",
        "'sliding_window': null | 0 0 0 | 0 0 0",
        "'use_sliding_window': false, 'sliding_window': 5, 'max_window_layers': 0 | 5 5 5 | 0 0 0",
        "'use_sliding_window': true, 'max_window_layers': 1 | 4096 4096 4096 | 0 4096 4096",
        "'use_sliding_window': true, 'sliding_window': null, 'max_window_layers': 1 | 0 0 0 | 0 0 0",
        "FIVE | 5 5 5 | 0 0 0",
        "FIVE, 'max_window_layers': 0 | 5 5 5 | 5 5 5",
        "FIVE, 'max_window_layers': 1 | 5 5 5 | 0 5 5",
        "FIVE, 'max_window_layers': 2, 'layer_types': null | 5 5 5 | 0 0 5",
        "FIVE, 'max_window_layers': 3 | 5 5 5 | 0 0 0",
        "FIVE, 'max_window_layers': 9 | 5 5 5 | 0 0 0",
        "FIVE, 'max_window_layers': 1, 'layer_types': [SLIDING, FULL, FULL] | 5 0 0 | 5 0 0",
        "FIVE, 'max_window_layers': 0, 'layer_types': [FULL, FULL, FULL] | 0 0 0 | 0 0 0",
        "FIVE, 'layer_types': [SLIDING, 'attention', SLIDING] | 5 0 5 | 5 0 5",
        "'sliding_window': 5, 'layer_types': [FULL, FULL, FULL] | 0 0 0 | 0 0 0",
      })
  void everyFamilyReadsItsOwnKeys(String more, String mistral, String qwen2) {
    assertEquals(List.of(0, 0, 0), windows(config("llama", more)));
    assertEquals(windows(mistral), windows(config("mistral", more)));
    assertEquals(windows(qwen2), windows(config("qwen2", more)));
  }

  @Test
  void whatAFamilyDoesNotReadMaySayAnything() {
    String more = "'use_sliding_window': 'yes', 'max_window_layers': [], 'sliding_window': 'far'";
    assertEquals(List.of(0, 0, 0), windows(config("llama", more)));
    assertEquals(List.of(7, 7, 7), windows(config("mistral", more.replace("'far'", "7"))));
    assertEquals(List.of(0, 0, 0), windows(config("qwen2", more.replace("'yes'", "false"))));
  }

  /** Of four layers the first and the third; a saved config says it again, by the keys it had. */
  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      delimiter = '|',
      value = {
        "qwen2 | FIVE, 'max_window_layers': 1 | 0 5 | 1 | null",
        "qwen2 | FIVE, 'max_window_layers': 0 | 5 5 | 0 | null",
        "qwen2 | FIVE, 'max_window_layers': 3 | 0 0 | 2 | null",
        "qwen2 | FIVE | 0 0 | 2 | null",
        "qwen2 | 'max_window_layers': 3 | 0 0 | 3 | null",
        "qwen2 | FIVE, 'layer_types': [FULL, FULL, SLIDING, FULL] | 0 5 | 2 | [FULL,SLIDING]",
        "qwen2 | FIVE, 'layer_types': [SLIDING, FULL, FULL, FULL] | 5 0 | 2 | [SLIDING,FULL]",
        "qwen2 | FIVE, 'max_window_layers': 2, 'layer_types': [FULL, FULL, SLIDING, SLIDING]"
            + " | 0 5 | 1 | [FULL,SLIDING]",
        "mistral | FIVE, 'max_window_layers': 3 | 5 5 | 3 | null",
        "mistral | FIVE, 'layer_types': [FULL, FULL, SLIDING, FULL] | 0 5 | null | [FULL,SLIDING]",
        "llama | FIVE, 'layer_types': [FULL, FULL, SLIDING, FULL] | 0 0 | null | [FULL,SLIDING]",
      })
  void keptLayersKeepTheirWindows(
      String type, String more, String windows, String maxWindowLayers, String layerTypes) {
    ModelConfig kept = config(type, 4, more).withLayers(new int[] {0, 2});
    JsonObject said = kept.toJson();
    assertEquals(windows(windows), windows(kept));
    assertEquals(windows(windows), windows(LlamaFamily.read("config.json", said)));
    assertEquals(maxWindowLayers, String.valueOf(said.get("max_window_layers")));
    assertEquals(spelled(layerTypes), String.valueOf(said.get("layer_types")));
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      delimiter = '|',
      value = {
        "'layer_types': [FULL, FULL] | layer_types for 2 layers: one for each of num_hidden_layers"
            + " 3 is needed.",
        "'layer_types': [] | layer_types for 0 layers: one for each of num_hidden_layers 3 is"
            + " needed.",
        "'layer_types': [FULL, 'dense', FULL] | layer_types: allowed are full_attention and"
            + " sliding_attention.",
        "'layer_types': [FULL, null, 3] | layer_types: a list of texts is needed.",
        "'layer_types': 'full_attention' | layer_types: a list of texts is needed.",
        "'layer_types': {} | layer_types: a list of texts is needed.",
      })
  void kindsOfLayersThatDoNotFitAreRefused(String more, String sentence) {
    for (String type : new String[] {"llama", "mistral", "qwen2"}) {
      assertEquals("config.json: " + sentence, refusal(type, more));
    }
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      delimiter = '|',
      value = {
        "mistral | 'sliding_window': 0 | sliding_window 0: a whole number from 1 is needed.",
        "qwen2 | 'use_sliding_window': 1 | use_sliding_window 1: true or false is needed.",
        "qwen2 | FIVE, 'max_window_layers': 1.5 | max_window_layers 1.5: a whole number from 0 is"
            + " needed.",
        "qwen2 | 'sliding_window': 5, 'layer_types': [FULL, FULL, SLIDING] | layer_types with"
            + " sliding_attention: it needs a sliding_window, in qwen2 use_sliding_window true too.",
        "mistral | 'sliding_window': null, 'layer_types': [FULL, FULL, SLIDING] | layer_types with"
            + " sliding_attention: it needs a sliding_window, in qwen2 use_sliding_window true too.",
        "qwen2 | 'use_sliding_window': true, 'sliding_window': null,"
            + " 'layer_types': [FULL, FULL, SLIDING] | layer_types with sliding_attention: it needs"
            + " a sliding_window, in qwen2 use_sliding_window true too.",
      })
  void windowsThatSayNothingAreRefused(String type, String more, String sentence) {
    assertEquals("config.json: " + sentence, refusal(type, more));
  }

  private static String refusal(String type, String more) {
    return assertThrows(IllegalArgumentException.class, () -> config(type, more)).getMessage();
  }
}
