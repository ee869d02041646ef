package minitron.search;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.google.gson.JsonParser;
import minitron.model.LlamaFamily;
import minitron.model.ModelConfig;
import minitron.search.Roofline.Work;
import org.junit.jupiter.api.Test;

class RooflineTest {
  /**
   * Two layers, C = 4, M = 6, 2 heads in 1 group of 2 channels, V = 10. A layer's matrices: q 16, k
   * and v 8 each, o 16, MLP 3 × 24, in all 120 weights; two norms of 4. Head and embedding: 40.
   */
  private static ModelConfig config(boolean tied, int window) {
    String json =
        """
        {"model_type": "mistral", "vocab_size": 10, "hidden_size": 4, "intermediate_size": 6,
         "num_hidden_layers": 2, "num_attention_heads": 2, "num_key_value_heads": 1,
         "head_dim": 2, "max_position_embeddings": 64, "tie_word_embeddings": %s,
         "sliding_window": %s}
        """
            .formatted(tied, window == 0 ? "null" : String.valueOf(window));
    return LlamaFamily.read("tiny", JsonParser.parseString(json).getAsJsonObject());
  }

  private final Roofline tiny = new Roofline(config(false, 0), 4);

  @Test
  void aPrefillMultipliesEveryTokenAndTheLastWithTheHead() {
    // Three tokens: 2 · 3 · 240, the head 2 · 40; attention 2 · 2 · 4 channels · (1 + 2 + 3) · 2.
    Work one = tiny.prefill(1, 3);
    assertEquals(1440 + 80 + 192, one.flops());
    // Weights 2 · 128 + 4 + head 40; three rows of 4; keys and values 3 · 2 · 2 · 2 layers.
    assertEquals(4 * (300 + 12 + 24), one.bytes());
    assertEquals(2 * one.flops(), tiny.prefill(2, 3).flops());
  }

  @Test
  void aTokenReadsWeightsOnceAndTheCacheOfEveryText() {
    // Behind three others it sees four keys: 2 · 2 · 4 · 4 · 2 layers.
    Work token = tiny.token(5, 3);
    assertEquals(5 * (480 + 80 + 128), token.flops());
    assertEquals(4 * (300 + 5 * 4 + 5 * 4 * 8), token.bytes());
  }

  @Test
  void aWindowEndsWhatATokenSees() {
    Roofline windowed = new Roofline(config(false, 2), 4);
    assertEquals(1440 + 80 + 2 * 2 * 4 * (1 + 2 + 2) * 2, windowed.prefill(1, 3).flops());
    assertEquals(windowed.token(1, 2), windowed.token(1, 30));
  }

  @Test
  void aStepHasThreeForwardPassesAndTheHeadEverywhere() {
    Work step = tiny.step(1, 3);
    assertEquals(3 * (1440 + 3 * 80 + 192), step.flops());
    assertEquals(4 * (2 * (300 + 12) + 8 * (2 * 128 + 4 + 2 * 40)), step.bytes());
  }

  @Test
  void aTiedHeadIsReadAsAHead() {
    Roofline tied = new Roofline(config(true, 0), 4);
    assertEquals(tiny.prefill(1, 3), tied.prefill(1, 3));
    assertEquals(4 * 300, tied.weightBytes());
    assertEquals(4 * 340, tiny.weightBytes());
    assertEquals(4 * 2 * 7 * 8, tied.cacheBytes(2, 7));
  }

  @Test
  void theSlowerOfArithmeticAndMemoryDecides() {
    assertEquals(5, new Work(10, 12).seconds(2, 3));
    assertEquals(6, new Work(10, 12).seconds(5, 2));
    double prefill = tiny.prefill(1, 3).seconds(100, 1e9);
    double token = tiny.token(1, 3).seconds(100, 1e9);
    assertEquals(prefill + token, tiny.seconds(1, 3, 2, 100, 1e9), 1e-9);
  }

  @Test
  void aWeightHasBytes() {
    assertThrows(IllegalArgumentException.class, () -> new Roofline(config(false, 0), 0));
  }
}
