package minitron.train;

import static minitron.train.SmallRun.OPTIONS;
import static minitron.train.SmallRun.model;
import static minitron.train.SmallRun.train;
import static minitron.train.SmallRun.trainer;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.nio.file.Path;
import java.util.List;
import minitron.checkpoint.ArrayFile;
import minitron.checkpoint.Dtype;
import minitron.model.CausalLm;
import minitron.model.Checkpoints;
import minitron.runs.Progress;
import minitron.tensor.Copies;
import minitron.tensor.Engines;
import minitron.tensor.Kernels;
import minitron.tensor.Moments;
import minitron.tensor.Precision;
import minitron.tensor.Rounds;
import minitron.train.state.StepRecord;
import minitron.train.state.TrainingStates;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Training with weights in bfloat16, and with moments in eight bits or on the host. */
class StorageTest {
  private static final TrainOptions LONG = OPTIONS.tokens(120 * 64);
  private static final TrainOptions EIGHT_BIT = LONG.moments(Moments.EIGHT_BIT);
  private static final TrainOptions BF16 = LONG.master(Precision.BF16);
  private static final TrainOptions BOTH = BF16.moments(Moments.EIGHT_BIT);

  @TempDir Path temp;

  private static double end(TrainOptions options) {
    List<StepRecord> steps = train(options).steps();
    return steps.subList(100, 120).stream().mapToDouble(StepRecord::loss).average().orElseThrow();
  }

  @Test
  void allOfThemLearnAsMuch() {
    double exact = end(LONG);
    double start = train(LONG).steps().get(0).loss();
    for (TrainOptions options : List.of(EIGHT_BIT, BF16, BOTH)) {
      double share = (start - end(options)) / (start - exact);
      assertTrue(share > 0.97 && share < 1.03, options + " learns " + share + " of it");
    }
  }

  /** Updates far below half a step of bfloat16 (0.4 % of a weight) would all be rounded away. */
  @Test
  void smallUpdatesAreNotLost() {
    TrainOptions slow = LONG.constantRate(2e-6);
    Run run = train(slow.master(Precision.BF16));
    Run exact = train(slow);
    double learnt = run.steps().get(0).loss() - run.steps().get(119).loss();
    double wanted = exact.steps().get(0).loss() - exact.steps().get(119).loss();
    assertEquals(wanted, learnt, 0.2 * Math.abs(wanted));
  }

  @Test
  void theSameBitsEachTimeAndAfterAStop() {
    for (TrainOptions options : List.of(EIGHT_BIT, BF16, BOTH)) {
      TrainOptions some = options.tokens(20 * 64);
      Run whole = train(some);
      assertEquals(whole.model().sha256(), train(some).model().sha256());
      TrainOptions kept = some.checkpoint(temp.resolve(options.toString()).toString());
      trainer(model(), new NextToken(), kept).run(List.of(), SmallRun.stopAfter(7));
      Run resumed = train(kept);
      assertEquals(whole.steps(), resumed.steps(), options.toString());
      assertEquals(whole.model().sha256(), resumed.model().sha256(), options.toString());
    }
  }

  @Test
  void onTheHostTheBitsAreTheSame() {
    TrainOptions some = EIGHT_BIT.tokens(4 * 64);
    assertEquals(train(some).model().sha256(), train(some.statesOnHost()).model().sha256());
  }

  @Test
  void theModelIsSavedInTheTypeThatItWasTrainedIn() {
    CausalLm trained = train(BOTH.tokens(4 * 64)).model();
    assertEquals(Dtype.BF16, trained.config().dtype());
    Path folder = temp.resolve("model");
    Checkpoints.save(trained, folder, 1L << 30);
    assertEquals(trained.sha256(), Checkpoints.open(folder).sha256());
    assertEquals(Dtype.F32, trained.as(Dtype.F32).config().dtype());
  }

  /** In a state, a weight takes 2 bytes and its moments one each. */
  @Test
  void aStateHoldsWhatTheTrainingHolds() {
    train(BOTH.tokens(2 * 64).checkpoints(new TrainingStates(temp, 2, false)));
    Path file = temp.resolve("step-00000002").resolve("arrays.safetensors");
    try (NDManager manager = Engines.manager()) {
      var arrays = ArrayFile.weights(file);
      String name = "model.layers.0.mlp.up_proj.weight";
      assertEquals(Dtype.BF16, arrays.get("weight." + name).dtype());
      assertEquals(Dtype.U8, arrays.get("mean." + name).dtype());
      assertEquals(Dtype.F32, arrays.get("square_scale." + name).dtype());
      float[] codes = arrays.get("square." + name).load(manager).toFloatArray();
      float largest = 0;
      for (float code : codes) {
        largest = Math.max(largest, code);
      }
      assertEquals(255, largest);
    }
  }

  /** Alone a small model's update takes two threads, and beside another one. */
  @Test
  void severalAtOnceHaveTheBitsOfEachAlone() {
    for (TrainOptions options : List.of(EIGHT_BIT, BF16)) {
      TrainOptions some = options.tokens(10 * 64);
      Trainer one = trainer(model(), new NextToken(), some);
      Trainer other = trainer(model(), new NextToken(), some);
      String alone = train(some).model().sha256();
      for (Run run : Trainer.together(List.of(one, other), List.of(), Progress.SILENT)) {
        assertEquals(alone, run.model().sha256(), options.toString());
      }
    }
  }

  /** Without a copy of the weights, those before the last update are computed back. */
  @Test
  void theLastUpdateIsUndone() {
    for (TrainOptions options : List.of(EIGHT_BIT, BF16, BOTH)) {
      TrainOptions some = options.tokens(3 * 64);
      try (CausalLm start = model()) {
        MasterWeights learner = MasterWeights.goingBack(start, some);
        float[] before = step(learner, 0);
        float[] after = step(learner, 1);
        assertNotEquals(before[7], after[7]);
        assertEquals(1, learner.bringBack(1, 1e-2));
        float[] back = weights(learner);
        for (int i = 0; i < back.length; i++) {
          assertEquals(before[i], back[i], 1e-3 + 0.01 * Math.abs(before[i]), options.toString());
        }
        learner.close();
      }
    }
  }

  private static float[] step(MasterWeights learner, long step) {
    try (NDManager scope = learner.scope()) {
      var k = new Kernels(scope);
      var back =
          new NextToken().backward(k, learner.model(), SmallRun.batch(step), LONG.backprop());
      learner.update(k, Rounds.inTurn(), List.of(new Halves.Half(back, 1)), 1e-2).close();
    }
    return weights(learner);
  }

  private static float[] weights(MasterWeights learner) {
    try (NDManager scope = learner.scope()) {
      NDArray query = learner.model().layers().get(0).weights().get(0);
      return Copies.toFloat(new Kernels(scope), query).toFloatArray();
    }
  }

  @Test
  void whatCannotBeUndoneIsBegunAnew() {
    for (TrainOptions options : List.of(EIGHT_BIT, BOTH)) {
      Run run = train(options.constantRate(1e30));
      assertTrue(run.ending().text().startsWith("stopped at step 2 of "), run.toString());
      assertEquals(0, run.updates());
      CausalLm start = model();
      start = start.trained(start.copyParameters(options.storage().master()));
      assertEquals(start.sha256(), run.model().sha256());
    }
  }
}
