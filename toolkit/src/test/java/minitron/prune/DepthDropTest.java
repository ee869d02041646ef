package minitron.prune;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import minitron.Fixtures;
import minitron.checkpoint.Dtype;
import minitron.checkpoint.Weight;
import minitron.model.CausalLm;
import minitron.model.FreshModel;
import minitron.model.TokenBatch;
import minitron.runs.Progress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Models without some of their layers, and what each of these added. */
class DepthDropTest {
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

  @ParameterizedTest
  @ValueSource(ints = {-1, 3})
  void aLayerThatIsNotThereCannotBeDropped(int layer) {
    CausalLm model = FreshModel.of(Fixtures.config(3), 1, null);
    var e =
        assertThrows(IllegalArgumentException.class, () -> DepthDrop.drop(model, List.of(layer)));
    assertTrue(e.getMessage().contains("layers 1 to 3"), e.getMessage());
  }
}
