package minitron.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import minitron.Fixtures;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a config.json says of rotary positions in several places, and who is believed. */
class RopeScalingTest {
  private static final String LLAMA3 =
      "'rope_type': 'llama3', 'factor': 8, 'low_freq_factor': 1, 'high_freq_factor': 4";

  /** The fixture's config, whose max_position_embeddings is 512, with more fields. */
  private static ModelConfig config(String type, String more) {
    JsonObject json = Fixtures.config(1).toJson();
    json.addProperty("model_type", type);
    String said = "{" + more.replace("LLAMA3", LLAMA3).replace('\'', '"') + "}";
    JsonParser.parseString(said).getAsJsonObject().asMap().forEach(json::add);
    return LlamaFamily.read("config.json", json);
  }

  /** Types, factors and thetas that {@code LlamaConfig} of transformers 5.18 has for them. */
  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      delimiter = '|',
      value = {
        "| default | 1 | 10000",
        "'rope_theta': 5000 | default | 1 | 5000",
        "'rope_scaling': null, 'rope_parameters': null, 'rope_theta': 5000 | default | 1 | 5000",
        "'rope_scaling': {}, 'rope_parameters': {}, 'rope_theta': 5000 | default | 1 | 5000",
        // which object
        "'rope_scaling': {'rope_type': 'linear', 'factor': 8},"
            + " 'rope_parameters': {'rope_type': 'default', 'rope_theta': 100} | linear | 8 | 10000",
        "'rope_parameters': {'rope_type': 'default'},"
            + " 'rope_scaling': {'type': 'linear', 'factor': 8} | linear | 8 | 10000",
        "'rope_parameters': {'rope_type': 'linear', 'factor': 2},"
            + " 'rope_scaling': {'type': 'default'} | default | 1 | 10000",
        "'rope_parameters': {'rope_type': 'linear', 'factor': 2, 'rope_theta': 100},"
            + " 'rope_scaling': {'rope_theta': 300}, 'rope_theta': 200 | default | 1 | 300",
        "'rope_parameters': {}, 'rope_scaling': {'type': 'linear', 'factor': 8} | linear | 8 | 10000",
        "'rope_scaling': {}, 'rope_parameters': {'rope_type': 'linear', 'factor': 8}"
            + " | linear | 8 | 10000",
        "'rope_scaling': null, 'rope_parameters': {'rope_type': 'linear', 'factor': 8}"
            + " | linear | 8 | 10000",
        // which type
        "'rope_scaling': {'type': 'llama3', 'rope_type': 'linear', 'factor': 4}"
            + " | linear | 4 | 10000",
        // which theta
        "'rope_parameters': {'rope_theta': 100}, 'rope_theta': 200 | default | 1 | 100",
        "'rope_parameters': {'rope_type': 'linear', 'factor': 2}, 'rope_theta': 200"
            + " | linear | 2 | 200",
        "'rope_scaling': {'type': 'linear', 'factor': 2, 'rope_theta': 100}, 'rope_theta': 200"
            + " | linear | 2 | 100",
        "'rope_scaling': {'type': 'linear', 'factor': 2}, 'rope_theta': 200,"
            + " 'rope_parameters': {'rope_theta': 100} | linear | 2 | 200",
        "'rope_scaling': {LLAMA3}, 'rope_theta': 200, 'rope_parameters': {'rope_theta': 100}"
            + " | llama3 | 8 | 200",
        // which share of the channels
        "'partial_rotary_factor': 0.5, 'rope_parameters': {'partial_rotary_factor': 1}"
            + " | default | 1 | 10000",
      })
  void theFirstOfARowIsTaken(String more, String type, double factor, double theta) {
    for (String model : new String[] {"llama", "mistral", "qwen2"}) {
      RopeScaling rope = config(model, more == null ? "" : more).rope();
      assertEquals(type, rope.type(), model);
      assertEquals(factor, rope.factor(), model);
      assertEquals(theta, rope.theta(), model);
    }
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      delimiter = '|',
      value = {
        "'rope_scaling': {LLAMA3} | 512",
        "'rope_parameters': {LLAMA3} | 512",
        "'rope_scaling': {LLAMA3, 'original_max_position_embeddings': 64} | 64",
        "'rope_scaling': {LLAMA3}, 'original_max_position_embeddings': 32 | 32",
        "'rope_scaling': {LLAMA3, 'original_max_position_embeddings': 64},"
            + " 'original_max_position_embeddings': 32 | 32",
        "'rope_parameters': {LLAMA3, 'original_max_position_embeddings': 64},"
            + " 'original_max_position_embeddings': 32 | 32",
        "'rope_scaling': {LLAMA3},"
            + " 'rope_parameters': {'original_max_position_embeddings': 64} | 512",
      })
  void theOldContextOfLlama3(String more, double original) {
    for (String model : new String[] {"llama", "mistral", "qwen2"}) {
      RopeScaling rope = config(model, more).rope();
      assertEquals(new RopeScaling(10_000, "llama3", 8, 1, 4, original), rope, model);
    }
  }

  @Test
  void linearSlowsEveryFrequencyDown() {
    float[] inverse = new RopeScaling(10_000, "linear", 8, 1, 1, 1).inverseFrequencies(4);
    assertArrayEquals(new float[] {0.125f, 0.00125f}, inverse); // 1 / 8 and 0.01 / 8
  }

  /** Said again by a saved model, so that it is the same when it is read again. */
  @Test
  void aSavedConfigHasTheSameRope() {
    ModelConfig said =
        config(
            "llama",
            "'rope_scaling': {LLAMA3}, 'original_max_position_embeddings': 32, 'rope_theta': 200,"
                + " 'rope_parameters': {'rope_type': 'default', 'rope_theta': 100}");
    assertEquals(said.rope(), LlamaFamily.read("config.json", said.toJson()).rope());
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      delimiter = '|',
      value = {
        "'rope_scaling': {'type': 'linear'}, 'rope_parameters': {'factor': 8}"
            + " | config.json: factor is missing: a number is needed.",
        "'rope_scaling': {'rope_theta': 300, 'factor': 2, 'rope_type': 'yarn'}"
            + " | config.json: rope_type 'yarn': allowed are default, linear and llama3.",
        "'rope_scaling': 8 | config.json: rope_scaling 8: an object is needed.",
        "'rope_parameters': {'full_attention': {'rope_type': 'linear', 'factor': 8}}"
            + " | config.json: rope of full_attention alone: only one rope for all layers is"
            + " supported.",
        "'rope_scaling': {LLAMA3}, 'original_max_position_embeddings': 0"
            + " | config.json: original_max_position_embeddings 0.0: a number above 0 is needed.",
      })
  void whatIsNotSupportedIsSaid(String more, String sentence) {
    var e = assertThrows(IllegalArgumentException.class, () -> config("llama", more));
    assertEquals(sentence, e.getMessage());
  }
}
