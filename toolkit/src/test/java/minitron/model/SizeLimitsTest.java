package minitron.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import minitron.Fixtures;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Numbers of a config.json that no model has. */
class SizeLimitsTest {
  private static final String MAX = "2147483647";

  @TempDir Path temp;

  private static JsonObject config(String... keysAndValues) {
    JsonObject json = Fixtures.config(3).toJson();
    for (int i = 0; i < keysAndValues.length; i += 2) {
      json.add(keysAndValues[i], JsonParser.parseString(keysAndValues[i + 1]));
    }
    return json;
  }

  private static String refused(String... keysAndValues) {
    JsonObject json = config(keysAndValues);
    return assertThrows(IllegalArgumentException.class, () -> LlamaFamily.read("f", json))
        .getMessage();
  }

  @Test
  void aConfigAloneHasLimits() {
    String layers = "f: num_hidden_layers 2147483647 is too large: allowed are up to 10000.";
    assertEquals(layers, refused("num_hidden_layers", MAX));
    assertEquals(
        "f: num_attention_heads 4 × head_dim 2147483646 is too large: allowed are up to 2147483647 channels.",
        refused("head_dim", "2147483646"));
    assertEquals(
        "f: hidden_size 2147483647, intermediate_size 2147483647, 24 channels of heads, 3 layers and vocab_size 320 make a model of 4e+19 parameters: allowed are up to 1e+15.",
        refused("hidden_size", MAX, "intermediate_size", MAX));
  }

  /** 2^16 + 4 heads of 2^16 channels are 2^32 + 2^18 channels, which an int takes for 2^18. */
  @Test
  void aProductDoesNotWrapAround() {
    String said = refused("num_attention_heads", "65540", "head_dim", "65536");
    assertTrue(said.contains("65540 × head_dim 65536 is too large"), said);
  }

  @Test
  void theDeepestModelIsCounted() {
    ModelConfig deep = LlamaFamily.read("f", config("num_hidden_layers", "10000"));
    long layer = (ParameterShapes.count(Fixtures.config(3)) - 24 * (2 * 320 + 1)) / 3;
    assertEquals(10_000 * layer + 24 * (2 * 320 + 1), ParameterShapes.count(deep));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "hidden_size",
        "intermediate_size",
        "num_hidden_layers",
        "num_attention_heads",
        "num_key_value_heads",
        "vocab_size",
        "head_dim",
        "max_position_embeddings"
      })
  void aSizeIsAWholeNumber(String key) {
    String[] wrong = {"0", "-1", "1.5", "2147483648", "1e999", "true", "\"24\"", "[24]", "{}"};
    for (String value : wrong) {
      String said = refused(key, value);
      assertTrue(said.startsWith("f: " + key + " " + value + ": "), said);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "rms_norm_eps, 1e999",
    "rms_norm_eps, 0",
    "rope_theta, -1e999",
    "rope_theta, 0",
    "initializer_range, 1e999",
  })
  void otherNumbersAreFinite(String key, String value) {
    String said = refused(key, value);
    assertTrue(said.startsWith("f: "), said);
    assertTrue(said.contains(" is needed."), said);
  }

  @Test
  void aHugeValueIsNotEchoed() {
    String said = refused("hidden_size", '"' + "x".repeat(100_000) + '"');
    assertTrue(said.length() < 200, said);
  }

  @Test
  void moreLayersThanTheFilesHaveAreRefused() throws IOException {
    Path model = Fixtures.model(temp.resolve("model"));
    Files.writeString(model.resolve("config.json"), config("num_hidden_layers", "9999").toString());
    var e = assertThrows(IllegalArgumentException.class, () -> Checkpoints.open(model));
    assertEquals(
        model
            + ": num_hidden_layers of config.json is 9999, but there are no tensors of model.layers.9998.*; is config.json its own?",
        e.getMessage());
  }
}
