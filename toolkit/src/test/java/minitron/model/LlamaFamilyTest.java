package minitron.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import minitron.Fixtures;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LlamaFamilyTest {
  private static ModelConfig config(String type, String activation) {
    JsonObject json = Fixtures.config(1).toJson();
    json.addProperty("model_type", type);
    json.addProperty("hidden_act", activation);
    return LlamaFamily.read("config.json", json);
  }

  @ParameterizedTest
  @ValueSource(strings = {"llama", "mistral", "qwen2"})
  void swishIsSilu(String type) {
    JsonElement kept = config(type, "swish").toJson().get("hidden_act");
    assertEquals(new JsonPrimitive("swish"), kept);
    var e = assertThrows(IllegalArgumentException.class, () -> config(type, "gelu"));
    assertEquals(
        "config.json: hidden_act 'gelu': only silu, also called swish, is supported.",
        e.getMessage());
  }

  /** transformers refuses it too. */
  @ParameterizedTest
  @ValueSource(strings = {"4.0", "4e0", "4.5", "0", "-4", "2147483648"})
  void aSizeIsAWholeNumber(String size) {
    JsonObject json = Fixtures.config(1).toJson();
    json.add("num_attention_heads", JsonParser.parseString(size));
    var e =
        assertThrows(IllegalArgumentException.class, () -> LlamaFamily.read("config.json", json));
    assertEquals(
        "config.json: num_attention_heads %s: a whole number from 1 is needed.".formatted(size),
        e.getMessage());
  }
}
