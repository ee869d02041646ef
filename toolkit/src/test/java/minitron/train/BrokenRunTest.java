package minitron.train;

import static minitron.train.SmallRun.OPTIONS;
import static minitron.train.SmallRun.model;
import static minitron.train.SmallRun.train;
import static minitron.train.SmallRun.trainer;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import minitron.checkpoint.Dtype;
import minitron.checkpoint.Weight;
import minitron.model.CausalLm;
import minitron.runs.Progress;
import minitron.train.state.TrainingStates;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A run whose loss is not finite ends with the last good weights. */
class BrokenRunTest {
  @TempDir Path temp;

  @Test
  void aLossThatIsNotFiniteEndsTheRunWithTheLastGoodWeights() {
    Run run = train(OPTIONS.constantRate(1e30));
    assertFalse(run.finished());
    assertTrue(run.ending().text().startsWith("stopped at step 2 of 8: the "), run.toString());
    assertEquals(1, run.steps().size());
    assertEquals(0, run.updates());
    // The only finite loss was that of the start.
    assertTrue(run.ending().text().contains("still those of the start, so try a learning rate"));
    assertEquals(model().sha256(), run.model().sha256());
  }

  @Test
  void whatTheLastUpdateSpoiltIsNotKept() {
    Run run =
        train(
            OPTIONS.tokens(64).constantRate(1e30).checkpoints(new TrainingStates(temp, 1, false)));
    assertFalse(run.finished());
    assertEquals(model().sha256(), run.model().sha256());
    var resume = new TrainingStates(temp, 1, true);
    assertFalse(train(OPTIONS.tokens(64).constantRate(1e30).checkpoints(resume)).finished());
  }

  @Test
  void whatTheUpdateBeforeAStopSpoiltIsNotKeptEither() {
    Run run =
        trainer(model(), new NextToken(), OPTIONS.constantRate(1e30))
            .run(List.of(), SmallRun.stopAfter(1));
    assertTrue(run.ending().text().startsWith("stopped at step 1 of 8: the loss"), run.toString());
    assertEquals(model().sha256(), run.model().sha256());
  }

  /** A model whose every loss is NaN. */
  static CausalLm broken() {
    CausalLm fresh = model();
    Map<String, Weight> weights = new LinkedHashMap<>(fresh.weights());
    weights.computeIfPresent(
        "model.norm.weight",
        (name, weight) -> Weight.constant(Dtype.F32, weight.shape(), Float.POSITIVE_INFINITY));
    return new CausalLm(fresh.config(), weights, null);
  }

  @Test
  void aModelThatIsBrokenFromTheStartIsGivenBackAsItIs() {
    CausalLm fresh = model();
    try (CausalLm broken = broken();
        var objective = new ForwardKl(broken.decoder(), fresh.config())) {
      Trainer trainer = trainer(broken, new NextToken(), OPTIONS);
      Run run = trainer.run(List.of(), Progress.SILENT);
      assertEquals(
          "stopped at step 1 of 8: the loss is NaN before the first update, so the learning rate is"
              + " not the cause: look for NaN in the weights of the model",
          run.ending().text());
      assertEquals(broken.sha256(), run.model().sha256());
      run = trainer.run(List.of(SmallRun.batch(99)), Progress.SILENT);
      assertTrue(run.ending().text().contains("held-out text is NaN before"), run.toString());
      run = trainer(fresh, objective, OPTIONS).run(List.of(), Progress.SILENT);
      assertTrue(run.ending().text().endsWith("in the weights of teacher and student"), run + "");
    }
  }
}
