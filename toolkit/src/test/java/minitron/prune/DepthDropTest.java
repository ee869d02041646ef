package minitron.prune;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import minitron.Fixtures;
import minitron.checkpoint.ArrayFile;
import minitron.checkpoint.Dtype;
import minitron.checkpoint.Weight;
import minitron.model.CausalLm;
import minitron.model.Checkpoints;
import minitron.model.FreshModel;
import minitron.model.LlamaFamily;
import minitron.model.LmLoss;
import minitron.model.NanException;
import minitron.model.TokenBatch;
import minitron.runs.Kept;
import minitron.runs.Progress;
import minitron.tensor.Engines;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Models without some of their layers, and what each of these added. */
class DepthDropTest {
  @TempDir Path temp;

  private static final int[][] ROWS = {
    {1, 5, 9, 20, 31, 7, 3, 8}, {1, 40, 41, 42, 43, 44, 45, 46}, {1, 3, 3, 3, 9, 9, 9, 2}
  };

  @Test
  void aLayerThatAddsNothingHasNoImportance() {
    CausalLm fresh = FreshModel.of(Fixtures.config(3), 1, null);
    Map<String, Weight> weights = new LinkedHashMap<>(fresh.weights());
    for (String name : List.of("self_attn.o_proj", "mlp.down_proj")) {
      weights.computeIfPresent(
          "model.layers.1." + name + ".weight",
          (key, weight) -> Weight.constant(Dtype.F32, weight.shape(), 0));
    }
    try (CausalLm model = new CausalLm(fresh.config(), weights, null)) {
      Sensitivity sweep =
          DepthImportance.run(
              model.decoder(), TokenBatch.split(ROWS, 3), new int[] {1, 2}, Progress.SILENT);
      assertEquals(0, sweep.blocks().get(1).importance(), 1e-6);
      assertEquals(sweep.baselineLoss(), sweep.blocks().get(1).loss(), 1e-6);
      assertEquals(5, sweep.blocks().size());
      assertTrue(sweep.blocks().get(0).importance() > 0.01);
    }
  }

  /**
   * Constants in float32's last decade: two of three cancel, and without the second they add up.
   */
  @Test
  void aBlockWithoutWhichTheLossIsNanIsNamedAndNotKept() {
    JsonObject json = Fixtures.config(3).toJson();
    json.addProperty("attention_bias", true);
    CausalLm fresh = FreshModel.of(LlamaFamily.read("config.json", json), 1, null);
    Map<String, Weight> weights = new LinkedHashMap<>(fresh.weights());
    for (int i = 0; i < 3; i++) {
      float constant = i == 1 ? -3e38f : 3e38f;
      weights.computeIfPresent(
          "model.layers." + i + ".self_attn.o_proj.bias",
          (key, weight) -> Weight.constant(Dtype.F32, weight.shape(), constant));
    }
    Map<String, String> kept = new LinkedHashMap<>();
    try (CausalLm model = new CausalLm(fresh.config(), weights, null)) {
      var e =
          assertThrows(
              NanException.class,
              () ->
                  DepthImportance.run(
                      model.decoder(),
                      TokenBatch.split(ROWS, 3),
                      new int[] {1},
                      new SweepRows(in(kept)),
                      Progress.SILENT));
      String says =
          "The loss without layers 2 to 2 is not a number (NaN), though the whole model's";
      assertTrue(e.getMessage().startsWith(says), e.getMessage());
    }
    assertEquals(Set.of("batch 1", "batch 1 without layers 1 to 1"), kept.keySet());
  }

  private static Kept in(Map<String, String> texts) {
    return new Kept() {
      @Override
      public Optional<String> written(String key) {
        return Optional.ofNullable(texts.get(key));
      }

      @Override
      public void add(String key, String text) {
        texts.put(key, text);
      }
    };
  }

  @Test
  void droppedLayersMayLieApartAndTheRestKeepsItsOrder() {
    CausalLm model = FreshModel.of(Fixtures.config(5), 1, null);
    CausalLm shallow = DepthDrop.drop(model, List.of(1, 3));
    assertEquals(3, shallow.config().numHiddenLayers());
    int[] from = {0, 2, 4};
    for (int i = 0; i < from.length; i++) {
      String name = ".mlp.up_proj.weight";
      assertEquals(
          model.weights().get("model.layers." + from[i] + name),
          shallow.weights().get("model.layers." + i + name));
    }
    assertEquals(3 * 9 + 3, shallow.weights().size());
  }

  /** What transformers 5.18 loses without a block, with the windows of the layers that are kept. */
  @ParameterizedTest
  @ValueSource(strings = {"mini-window-qwen", "mini-window-types", "mini-window-mistral"})
  void keptLayersKeepTheirWindowsWhenTheyAreSaved(String name) throws IOException {
    Path file = Fixtures.reference(name).resolve("expected.json");
    JsonArray losses =
        JsonParser.parseString(Files.readString(file))
            .getAsJsonObject()
            .getAsJsonObject("loss_without_block")
            .getAsJsonArray("1");
    for (int layer = 0; layer < 3; layer++) {
      Path folder = temp.resolve("without-" + layer);
      Checkpoints.save(DepthDrop.drop(Fixtures.open(name), List.of(layer)), folder, 1 << 20);
      try (CausalLm saved = Checkpoints.open(folder)) {
        double loss = LmLoss.mean(saved.decoder(), List.of(batch(name)), Progress.SILENT).loss();
        assertEquals(losses.get(layer).getAsDouble(), loss, 1e-4);
      }
    }
  }

  /** The tokens that a reference was computed on. */
  private static TokenBatch batch(String name) {
    Path file = Fixtures.reference(name).resolve("expected.safetensors");
    try (NDManager manager = Engines.manager()) {
      NDArray idsBT = ArrayFile.read(file, manager).get("input_ids");
      return new TokenBatch(
          IntStream.range(0, 3)
              .mapToObj(row -> idsBT.get(row).toLongArray())
              .map(ids -> Arrays.stream(ids).mapToInt(Math::toIntExact).toArray())
              .toArray(int[][]::new));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 3})
  void aLayerThatIsNotThereCannotBeDropped(int layer) {
    CausalLm model = FreshModel.of(Fixtures.config(3), 1, null);
    var e =
        assertThrows(IllegalArgumentException.class, () -> DepthDrop.drop(model, List.of(layer)));
    assertTrue(e.getMessage().contains("layers 1 to 3"), e.getMessage());
  }
}
