package minitron.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import minitron.Fixtures;
import minitron.model.CausalLm;
import minitron.model.Dtype;
import minitron.model.FreshModel;
import minitron.model.TokenBatch;
import minitron.model.Weight;
import minitron.tensor.Engines;
import minitron.tensor.Precision;
import minitron.tensor.Progress;
import minitron.tensor.Stop;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainerTest {
  private static final TrainOptions OPTIONS =
      TrainOptions.DEFAULT.batch(4).length(16).tokens(8 * 64).learningRate(1e-2).warmUp(2);

  @TempDir Path temp;

  @AfterEach
  void takeBackTheWish() {
    Stop.clear();
  }

  /** Samples that a model can learn: each token is followed by the next number. */
  private static TokenBatch batch(long step) {
    var random = new Random(step);
    int[][] rows = new int[4][];
    for (int b = 0; b < rows.length; b++) {
      int first = random.nextInt(200);
      rows[b] = IntStream.range(first, first + 16).toArray();
    }
    return new TokenBatch(rows);
  }

  private static CausalLm model() {
    return FreshModel.of(Fixtures.config(2), 5, null);
  }

  private static Run train(TrainOptions options) {
    return new Trainer("test", model(), new NextToken(), TrainerTest::batch, options)
        .run(null, Progress.SILENT);
  }

  @Test
  void theLossFallsAndTheSameSeedGivesTheSameBits() {
    Run run = train(OPTIONS.tokens(60 * 64));
    List<StepRecord> steps = run.steps();
    assertTrue(run.finished());
    assertEquals(60, steps.size());
    assertTrue(steps.get(59).loss() < steps.get(0).loss() - 1, run.toString());
    assertEquals(run.model().sha256(), train(OPTIONS.tokens(60 * 64)).model().sha256());
  }

  @Test
  void aResumedRunHasTheBitsOfAnUninterruptedOne() throws IOException {
    Run whole = train(OPTIONS);
    var plan = new CheckpointPlan(temp.resolve("state"), 3, false);
    Run stopped =
        new Trainer("test", model(), new NextToken(), TrainerTest::batch, OPTIONS.checkpoints(plan))
            .run(null, stopAfter(5));
    assertEquals("stopped on request after step 5 of 8", stopped.ending());
    Stop.clear();
    var resume = new CheckpointPlan(temp.resolve("state"), 3, true);
    Run resumed = train(OPTIONS.checkpoints(resume));
    assertEquals(whole.steps(), resumed.steps());
    assertEquals(whole.model().sha256(), resumed.model().sha256());
    try (var kept = Files.list(temp.resolve("state"))) {
      assertEquals(2, kept.count());
    }
  }

  private static Progress stopAfter(int steps) {
    return (done, total, note) -> {
      if (done == steps * 64L) {
        Stop.request();
      }
    };
  }

  @Test
  void anotherRunsStateIsRefused() {
    train(OPTIONS.checkpoints(new CheckpointPlan(temp, 4, false)));
    var resume = new CheckpointPlan(temp, 4, true);
    var e =
        assertThrows(
            IllegalArgumentException.class,
            () -> train(OPTIONS.learningRate(1.0001e-2).checkpoints(resume)));
    assertTrue(e.getMessage().contains("is the state of another run"), e.getMessage());
    var anew = new CheckpointPlan(temp, 4, false);
    e = assertThrows(IllegalArgumentException.class, () -> train(OPTIONS.checkpoints(anew)));
    assertTrue(e.getMessage().contains("holds states of an earlier run"), e.getMessage());
  }

  @Test
  void aLossThatIsNotFiniteEndsTheRunWithTheLastGoodWeights() {
    Run run = train(OPTIONS.constantRate(1e30));
    assertFalse(run.finished());
    assertTrue(run.ending().startsWith("stopped at step 2 of 8: the "), run.ending());
    assertEquals(1, run.steps().size());
    // The only finite loss was that of the start.
    assertEquals(model().sha256(), run.model().sha256());
  }

  @Test
  void whatTheLastUpdateSpoiltIsNotKept() {
    Run run =
        train(
            OPTIONS.tokens(64).constantRate(1e30).checkpoints(new CheckpointPlan(temp, 1, false)));
    assertFalse(run.finished());
    assertEquals(model().sha256(), run.model().sha256());
    var resume = new CheckpointPlan(temp, 1, true);
    assertFalse(train(OPTIONS.tokens(64).constantRate(1e30).checkpoints(resume)).finished());
  }

  @Test
  void aModelThatIsBrokenFromTheStartIsGivenBackAsItIs() {
    CausalLm fresh = model();
    Map<String, Weight> weights = new LinkedHashMap<>(fresh.weights());
    weights.computeIfPresent(
        "model.norm.weight",
        (name, weight) -> Weight.constant(Dtype.F32, weight.shape(), Float.POSITIVE_INFINITY));
    try (CausalLm broken = new CausalLm(fresh.config(), weights, null)) {
      Run run =
          new Trainer("test", broken, new NextToken(), TrainerTest::batch, OPTIONS)
              .run(null, Progress.SILENT);
      assertTrue(run.ending().startsWith("stopped at step 1 of 8"), run.ending());
      assertEquals(broken.sha256(), run.model().sha256());
    }
  }

  @Test
  void aHeldOutLossThatIsNotFiniteEndsTheRun() {
    Run run =
        new Trainer("test", model(), new NextToken(), TrainerTest::batch, OPTIONS)
            .run(decoder -> Double.NaN, Progress.SILENT);
    assertTrue(run.ending().contains("held-out text is NaN"), run.ending());
  }

  @Test
  void anyNumberOfTokensIsASensibleNumberOfSteps() {
    assertEquals(Long.MAX_VALUE / 2048 + 1, TrainOptions.DEFAULT.tokens(Long.MAX_VALUE).steps());
  }

  @Test
  void aTeacherOfAnotherVocabularyIsRefused() {
    try (CausalLm other = minitron.model.Checkpoints.open(Fixtures.reference("mini-nemo"))) {
      var e =
          assertThrows(
              IllegalArgumentException.class,
              () -> new ForwardKl(other.decoder(), Fixtures.config(2)));
      assertTrue(e.getMessage().contains("320"), e.getMessage());
      assertTrue(
          e.getMessage().contains(String.valueOf(other.config().vocabSize())), e.getMessage());
    }
  }

  /**
   * Its divergence moves away from 0 as the teacher learns, and a resumed run has the same bits.
   */
  @Test
  void aTeacherIsCorrectedWhileItTeachesAndResumedWithTheRun() {
    Run whole = correcting(OPTIONS);
    assertEquals(0, whole.steps().get(0).loss(), 1e-6);
    assertTrue(whole.steps().get(7).loss() > 1e-3, whole.toString());
    Path state = temp.resolve("state");
    correcting(OPTIONS.checkpoints(new CheckpointPlan(state, 3, false)));
    minitron.model.NewFolder.delete(state.resolve("step-00000008"));
    Run resumed = correcting(OPTIONS.checkpoints(new CheckpointPlan(state, 3, true)));
    assertEquals(whole.steps(), resumed.steps());
    assertEquals(whole.model().sha256(), resumed.model().sha256());
  }

  private static Run correcting(TrainOptions options) {
    try (CausalLm teacher = model();
        var objective = new CorrectingTeacher(teacher, teacher.config(), OPTIONS)) {
      return new Trainer("test", teacher, objective, TrainerTest::batch, options)
          .run(null, Progress.SILENT);
    }
  }

  @Test
  void distillingAModelIntoItselfCostsNothingAndBf16IsClose() {
    try (CausalLm teacher = model()) {
      var objective = new ForwardKl(teacher.decoder(), teacher.config());
      Run same =
          new Trainer("test", model(), objective, TrainerTest::batch, OPTIONS)
              .run(null, Progress.SILENT);
      assertEquals(0, same.steps().get(0).loss(), 1e-6);
    }
    Run f32 = train(OPTIONS.learningRate(1e-3));
    Run bf16 = train(OPTIONS.learningRate(1e-3).precision(Precision.BF16));
    for (int i = 0; i < 8; i++) {
      assertEquals(f32.steps().get(i).loss(), bf16.steps().get(i).loss(), 0.02);
    }
  }

  @Test
  void theMeanOverABatchIsTheMeanOfItsTokensHoweverItIsCut() {
    try (CausalLm teacher = FreshModel.of(Fixtures.config(3), 9, null);
        CausalLm student = model()) {
      int[][] rows = {{1, 2, 3, 4, 5, 6}, {7, 8}, {9, 10, 11}};
      double parts = 0;
      for (int[] row : rows) {
        parts += kl(teacher, student, row) * row.length;
      }
      assertEquals(parts / 11, kl(teacher, student, rows), 1e-5);
    }
  }

  private static double kl(CausalLm teacher, CausalLm student, int[]... rows) {
    try (var manager = Engines.manager()) {
      NDArray loss =
          new ForwardKl(teacher.decoder(), student.config())
              .loss(
                  minitron.tensor.Kernels.inference(manager),
                  student.decoder(),
                  new TokenBatch(rows),
                  Precision.F32);
      return loss.getFloat();
    }
  }

  @Test
  void threeHundredStepsLeaveArraysAndMemoryFlat() throws IOException {
    int before = Engines.liveArrays();
    var arrays = new int[2];
    var megabytes = new long[2];
    Run run =
        new Trainer("test", model(), new NextToken(), TrainerTest::batch, OPTIONS.tokens(300 * 64))
            .run(
                null,
                (done, total, note) -> {
                  int at = done == 100 * 64 ? 0 : done == 300 * 64 ? 1 : -1;
                  if (at >= 0) {
                    arrays[at] = Engines.liveArrays();
                    megabytes[at] = residentMegabytes();
                  }
                });
    assertEquals(arrays[0], arrays[1]);
    assertTrue(megabytes[1] - megabytes[0] < 100, megabytes[0] + " to " + megabytes[1] + " MB");
    run.model().close();
    assertEquals(before, Engines.liveArrays());
  }

  private static long residentMegabytes() {
    try {
      return Files.readAllLines(Path.of("/proc/self/status")).stream()
          .filter(line -> line.startsWith("VmRSS"))
          .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
          .findFirst()
          .orElse(0);
    } catch (IOException e) {
      return Assumptions.abort("only Linux tells the resident memory in /proc");
    }
  }

  @Test
  void theScheduleWarmsUpThenFallsAsACosine() {
    var schedule = new Schedule(1e-3, 1e-4, 10, 110);
    assertEquals(1e-4, schedule.at(0), 1e-12);
    assertEquals(1e-3, schedule.at(9), 1e-12);
    assertEquals(1e-3, schedule.at(10), 1e-12);
    assertEquals(5.5e-4, schedule.at(60), 1e-12);
    assertEquals(1e-4, schedule.at(110), 1e-12);
  }

  @Test
  void theWarmUpIsThePapersScaled() {
    TrainOptions paper = TrainOptions.DEFAULT.batch(1152).length(8192).tokens(9960L * 1152 * 8192);
    assertEquals(9960, paper.steps());
    assertEquals(40, paper.rates().warmUpOf(paper.steps()));
    assertEquals(10, TrainOptions.DEFAULT.rates().warmUpOf(200));
    assertEquals(3, TrainOptions.DEFAULT.rates().warmUpOf(3));
  }
}
