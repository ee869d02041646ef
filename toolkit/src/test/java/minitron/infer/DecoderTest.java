package minitron.infer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDManager;
import com.google.gson.JsonObject;
import minitron.Fixtures;
import minitron.model.CausalLm;
import minitron.model.Decoder;
import minitron.model.FreshModel;
import minitron.model.LlamaFamily;
import minitron.model.TokenBatch;
import minitron.tensor.Engines;
import minitron.tensor.Kernels;
import minitron.tensor.Precision;
import org.junit.jupiter.api.Test;

/** What the forward pass does not compute, it refuses. */
class DecoderTest {
  private static CausalLm slidingOverEight() {
    JsonObject json = Fixtures.config(1).toJson();
    json.addProperty("model_type", "mistral");
    json.addProperty("sliding_window", 8);
    return FreshModel.of(LlamaFamily.read("config.json", json), 1, null);
  }

  @Test
  void inputsBeyondASlidingWindowAreRefusedWithAndWithoutACache() {
    try (CausalLm model = slidingOverEight();
        NDManager manager = Engines.manager()) {
      Decoder decoder = model.decoder();
      Kernels k = Kernels.inference(manager);
      var cache = new KeyValueCache(decoder, 1, 20, manager);
      var writer = NextLogits.plain(decoder);
      writer.after(manager, new TokenBatch(new int[8]), cache.rows(0, 1));
      assertEquals(8, cache.rows(0, 1).longest());
      var one = new TokenBatch(new int[1]);
      var e =
          assertThrows(
              IllegalArgumentException.class, () -> writer.after(manager, one, cache.rows(0, 1)));
      assertTrue(e.getMessage().contains("sliding_window of 8"), e.getMessage());
      var nine = new TokenBatch(new int[9]).ids(manager);
      assertThrows(IllegalArgumentException.class, () -> decoder.hidden(k, nine, Precision.F32));
    }
  }
}
