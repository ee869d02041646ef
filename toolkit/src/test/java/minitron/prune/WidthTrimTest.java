package minitron.prune;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.types.Shape;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import minitron.Fixtures;
import minitron.model.CausalLm;
import minitron.model.Checkpoints;
import minitron.model.FreshModel;
import minitron.model.TokenBatch;
import minitron.prune.Aggregation.Statistic;
import minitron.runs.Progress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is kept of the widths, and the models that come of it. */
class WidthTrimTest {
  private static final int[][] ROWS = {
    {1, 5, 9, 20, 31, 7, 3, 8}, {1, 40, 41, 42, 43, 44, 45, 46}, {1, 3, 3, 3, 9, 9, 9, 2}
  };

  @TempDir Path temp;

  @ParameterizedTest
  @ValueSource(strings = {"mini-llama", "mini-nemo", "mini-qwen"})
  void pruningNothingGivesTheSameBytes(String name) throws IOException {
    CausalLm model = Checkpoints.open(Fixtures.reference(name));
    Kept all = Kept.best(model.config(), WidthScores.random(model.config(), 1), WidthTarget.ALL);
    CausalLm trimmed = WidthTrim.trim(DepthDrop.drop(model, List.of()), all);
    assertEquals(model.sha256(), trimmed.sha256());
    assertEquals(model.config().toString(), trimmed.config().toString());
    Checkpoints.save(trimmed, temp.resolve("same"), Long.MAX_VALUE);
    assertEquals(model.sha256(), Checkpoints.open(temp.resolve("same")).sha256());
  }

  @Test
  void scoresThatWereSavedTrimToTheSameBytes() throws IOException {
    try (CausalLm model = Checkpoints.open(Fixtures.reference("mini-nemo"))) {
      List<TokenBatch> batches = TokenBatch.split(ROWS, 2);
      WidthScores scores =
          WidthImportance.run(model.decoder(), batches, Aggregation.MINITRON, Progress.SILENT);
      ScoresFile.write(scores, temp.resolve("scores.safetensors"));
      WidthScores again = ScoresFile.read(temp.resolve("scores.safetensors"));
      assertEquals(scores, again);
      WidthTarget target = WidthTarget.ALL.hidden(11).mlp(9);
      saveTrimmed(model, scores, target, "a");
      saveTrimmed(model, again, target, "b");
    }
    assertArrayEquals(
        Files.readAllBytes(temp.resolve("a/model.safetensors")),
        Files.readAllBytes(temp.resolve("b/model.safetensors")));
  }

  private void saveTrimmed(CausalLm model, WidthScores scores, WidthTarget target, String name) {
    CausalLm small = WidthTrim.trim(model, Kept.best(model.config(), scores, target));
    Checkpoints.save(small, temp.resolve(name), Long.MAX_VALUE);
  }

  @Test
  void theBestAreKeptAndTiesGoToTheLowerIndex() {
    assertEquals(List.of(0, 1, 3), Kept.top(List.of(2f, 2f, 1f, 5f, 2f), 3));
    assertEquals(List.of(1, 2), Kept.topInGroups(List.of(1f, 2f, 9f, 8f), 2, 1));
  }

  @ParameterizedTest
  @CsvSource({
    "25, 40, 4, hidden 25 cannot be kept of the model's 24: allowed are 1 to 24.",
    "0, 40, 4, hidden 0 cannot be kept of the model's 24: allowed are 1 to 24.",
    "24, 41, 4, mlp 41 cannot be kept of the model's 40: allowed are 1 to 40.",
    "24, 40, 6, heads 6 cannot be kept of the model's 4: allowed are 1 to 4.",
  })
  void aTargetThatDoesNotFitIsRefused(int hidden, int mlp, int heads, String message) {
    WidthTarget target = WidthTarget.ALL.hidden(hidden).mlp(mlp).heads(heads);
    var e = assertThrows(IllegalArgumentException.class, () -> target.of(Fixtures.config(2)));
    assertEquals(message, e.getMessage());
  }

  @Test
  void headsMustBeAMultipleOfTheGroups() {
    var e =
        assertThrows(
            IllegalArgumentException.class, () -> WidthTarget.ALL.heads(3).of(Fixtures.config(2)));
    assertTrue(e.getMessage().contains("2 key/value groups"), e.getMessage());
    assertTrue(e.getMessage().contains("[2, 4]"), e.getMessage());
  }

  @Test
  void scoresOfAnotherModelAreRefused() {
    CausalLm model = FreshModel.of(Fixtures.config(3), 1, null);
    WidthScores others = WidthScores.random(Fixtures.config(4), 1);
    var e =
        assertThrows(
            IllegalArgumentException.class,
            () -> Kept.best(model.config(), others, WidthTarget.ALL));
    assertTrue(e.getMessage().contains("they rank 4 layers, and this one has 3"), e.getMessage());
  }

  @Test
  void scoresThatAreAllZeroRankNothing() {
    try (CausalLm model = FreshModel.of(Fixtures.config(2), 1, null)) {
      var variance = new Aggregation(Statistic.MEAN, Statistic.VARIANCE);
      List<TokenBatch> one = TokenBatch.split(new int[][] {ROWS[0]}, 1);
      WidthScores zero = WidthImportance.run(model.decoder(), one, variance, Progress.SILENT);
      refused("hidden channels are all 0", model, zero, WidthTarget.ALL.hidden(10));
      refused("MLP neurons are all 0", model, zero, WidthTarget.ALL.mlp(10));
      refused("heads are all 0", model, zero, WidthTarget.ALL.heads(2));
      assertEquals(24, Kept.best(model.config(), zero, WidthTarget.ALL).hidden().size());
    }
  }

  private static void refused(String part, CausalLm model, WidthScores scores, WidthTarget target) {
    var e =
        assertThrows(
            IllegalArgumentException.class, () -> Kept.best(model.config(), scores, target));
    assertTrue(e.getMessage().contains(part), e.getMessage());
  }

  @Test
  void onlyTheNamedAxisChangesShape() {
    CausalLm model = FreshModel.of(Fixtures.config(1), 1, null);
    WidthScores scores = WidthScores.random(model.config(), 7);
    CausalLm small =
        WidthTrim.trim(
            model, Kept.best(model.config(), scores, WidthTarget.ALL.hidden(10).heads(2)));
    assertEquals(new Shape(12, 10), small.weights().get(of("self_attn.q_proj")).shape());
    assertEquals(new Shape(12, 10), small.weights().get(of("self_attn.k_proj")).shape());
    assertEquals(new Shape(10, 12), small.weights().get(of("self_attn.o_proj")).shape());
    assertEquals(new Shape(40, 10), small.weights().get(of("mlp.up_proj")).shape());
    assertEquals(6, small.config().headDim());
    assertEquals("6", small.config().toJson().get("head_dim").getAsString());
  }

  private static String of(String module) {
    return "model.layers.0." + module + ".weight";
  }
}
