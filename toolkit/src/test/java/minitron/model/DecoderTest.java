package minitron.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import com.google.gson.JsonObject;
import java.util.List;
import java.util.Map;
import minitron.Fixtures;
import minitron.runs.Progress;
import minitron.tensor.Backprop;
import minitron.tensor.Copies;
import minitron.tensor.Kernels;
import minitron.tensor.OwnKernels;
import minitron.tensor.Precision;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The way back, which is written by hand, against differences of the way there. */
class DecoderTest {
  /** How far along its gradient a parameter is moved to each side. */
  private static final double STEP = 0.004;

  private static final TokenBatch BATCH =
      new TokenBatch(new int[] {3, 1, 4, 1, 5, 9, 2, 6}, new int[] {2, 7, 1, 8, 2});

  private OwnKernels own;
  private Kernels k;

  @BeforeEach
  void open() {
    own = new OwnKernels();
    k = own.kernels;
  }

  @AfterEach
  void nothingIsLeft() {
    own.close();
  }

  /** Groups of heads, biases, a tied head, a window that hides tokens, and one that hides none. */
  private static CausalLm model(String type, boolean tied, int window) {
    JsonObject json = Fixtures.config(2).toJson();
    json.addProperty("model_type", type);
    json.addProperty("vocab_size", 24);
    json.addProperty("tie_word_embeddings", tied);
    json.addProperty("attention_bias", true);
    json.addProperty("mlp_bias", true);
    json.addProperty("sliding_window", window);
    return FreshModel.of(LlamaFamily.read("config.json", json), 7, null);
  }

  @ParameterizedTest
  @CsvSource({"llama, false, 0", "qwen2, true, 0", "mistral, false, 3", "mistral, true, 100"})
  void gradientsAreThoseOfDifferences(String type, boolean tied, int window) {
    try (CausalLm model = model(type, tied, window);
        Parameters parameters = model.copyParameters(Precision.F32)) {
      Decoder decoder = parameters.decoder(model.config());
      Decoder.Backward back = LmLoss.backward(k, decoder, BATCH, Backprop.F32);
      assertEquals(loss(decoder), back.loss().getFloat(), 1e-5);
      for (Map.Entry<String, NDArray> parameter : parameters.arrays().entrySet()) {
        NDArray gradient = back.gradients().get(parameter.getKey());
        assertEquals(parameter.getValue().getShape(), gradient.getShape());
        double norm = gradient.norm().getFloat();
        assertTrue(norm > 1e-4, parameter.getKey());
        NDArray old = parameter.getValue().duplicate();
        double up = moved(decoder, parameter.getValue(), old.add(gradient.mul(STEP / norm)));
        double down = moved(decoder, parameter.getValue(), old.sub(gradient.mul(STEP / norm)));
        set(parameter.getValue(), old);
        assertEquals(norm, (up - down) / (2 * STEP), 0.02 * norm + 1e-4, parameter.getKey());
      }
    }
  }

  private double moved(Decoder decoder, NDArray parameter, NDArray value) {
    set(parameter, value);
    return loss(decoder);
  }

  private void set(NDArray parameter, NDArray value) {
    Copies.all(k, new NDList(parameter), new NDList(value));
  }

  private static double loss(Decoder decoder) {
    return LmLoss.mean(decoder, List.of(BATCH), Progress.SILENT).loss();
  }

  @ParameterizedTest
  @CsvSource({"llama, false, 0, F32", "qwen2, true, 0, F32", "mistral, false, 3, BF16"})
  void activationsThatAreRecomputedGiveTheSameBits(
      String type, boolean tied, int window, Precision precision) {
    try (CausalLm model = model(type, tied, window)) {
      var kept = LmLoss.backward(k, model.decoder(), BATCH, new Backprop(precision, false));
      var again = LmLoss.backward(k, model.decoder(), BATCH, new Backprop(precision, true));
      assertEquals(kept.loss().getFloat(), again.loss().getFloat());
      kept.gradients()
          .forEach(
              (name, gradient) ->
                  assertArrayEquals(
                      gradient.toFloatArray(), again.gradients().get(name).toFloatArray(), name));
    }
  }

  @Test
  void inBfloat16TheyAreClose() {
    try (CausalLm model = model("llama", false, 0)) {
      var f32 = LmLoss.backward(k, model.decoder(), BATCH, Backprop.F32).gradients();
      var bf16 =
          LmLoss.backward(k, model.decoder(), BATCH, new Backprop(Precision.BF16, false))
              .gradients();
      f32.forEach(
          (name, gradient) -> {
            double apart = gradient.sub(bf16.get(name)).norm().getFloat();
            assertTrue(apart <= 0.05 * gradient.norm().getFloat(), name + " " + apart);
          });
    }
  }
}
