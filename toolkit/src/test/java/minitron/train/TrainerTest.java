package minitron.train;

import static minitron.train.SmallRun.OPTIONS;
import static minitron.train.SmallRun.model;
import static minitron.train.SmallRun.train;
import static minitron.train.SmallRun.trainer;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.LongStream;
import minitron.io.Disk;
import minitron.model.Checkpoints;
import minitron.model.TokenBatch;
import minitron.runs.Progress;
import minitron.tensor.Engines;
import minitron.train.state.StepRecord;
import minitron.train.state.TrainingStates;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A run learns, repeats itself, is resumed, and leaks nothing. */
class TrainerTest {
  @TempDir Path temp;

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
  void itsOptionsHaveTheWarmUpThatItTook() {
    TrainOptions scaled = OPTIONS.warmUp(Schedule.SCALED).tokens(12 * 64);
    assertEquals(scaled.warmUp(10), train(scaled).options());
    assertEquals(OPTIONS, train(OPTIONS).options());
  }

  @Test
  void aResumedRunHasTheBitsOfAnUninterruptedOne() throws IOException {
    Run whole = train(OPTIONS);
    var plan = new TrainingStates(temp.resolve("state"), 3, false);
    Run stopped =
        trainer(model(), new NextToken(), OPTIONS.checkpoints(plan))
            .run(List.of(), SmallRun.stopAfter(5));
    assertEquals("stopped on request after 5 of 8 steps", stopped.ending().text());
    var resume = new TrainingStates(temp.resolve("state"), 3, true);
    Run resumed = train(OPTIONS.checkpoints(resume));
    assertEquals(whole.steps(), resumed.steps());
    assertEquals(whole.model().sha256(), resumed.model().sha256());
    try (var kept = Files.list(temp.resolve("state"))) {
      assertEquals(2, kept.count());
    }
    String state = Files.readString(temp.resolve("state/step-00000008/state.json"));
    assertTrue(state.contains("\"learningRate\":\"0.01\"") && !state.contains("\\u00"), state);
  }

  /** A notebook's stop button interrupts the thread that is to write the state. */
  @Test
  void anInterruptedRunKeepsItsStateAndItsWeights() {
    TrainOptions options = OPTIONS.checkpoint(temp.resolve("state").toString());
    Run stopped =
        trainer(model(), new NextToken(), options)
            .run(List.of(), (done, total, note) -> Thread.currentThread().interrupt());
    Checkpoints.save(stopped.model(), temp.resolve("out"), Long.MAX_VALUE);
    assertTrue(Thread.interrupted());
    assertEquals("stopped on request after 1 of 8 steps", stopped.ending().text());
    assertTrue(Files.exists(temp.resolve("state/step-00000001/state.json")));
    assertEquals(train(OPTIONS).model().sha256(), train(options).model().sha256());
  }

  /** A look at held-out text that a stop cut is no look; the resumed run has it all the same. */
  @Test
  void aPartOfTheHeldOutTextIsNoValidation() {
    // More batches than are read at once.
    int batches = 2 * Runtime.getRuntime().availableProcessors();
    List<TokenBatch> heldOut = LongStream.range(0, batches).mapToObj(SmallRun::batch).toList();
    Run whole = trainer(model(), new NextToken(), OPTIONS).run(heldOut, Progress.SILENT);
    assertEquals(9, whole.validations().size());
    Path folder = temp.resolve("looks");
    var options = OPTIONS.checkpoints(new TrainingStates(folder, 3, false));
    Run none = trainer(model(), new NextToken(), options).run(heldOut, SmallRun.stopAfter(0));
    assertEquals(List.of(), none.validations());
    assertEquals(1, none.steps().size());
    var resume = OPTIONS.checkpoints(new TrainingStates(folder, 3, true));
    Run resumed = trainer(model(), new NextToken(), resume).run(heldOut, Progress.SILENT);
    assertEquals(whole.steps(), resumed.steps());
    assertEquals(whole.validations().subList(1, 9), resumed.validations());
  }

  @Test
  void aFolderOfStatesHasOneRun() {
    var options = OPTIONS.checkpoints(new TrainingStates(temp.resolve("state"), 3, true));
    Run run =
        trainer(model(), new NextToken(), options)
            .run(
                List.of(),
                (done, total, note) -> {
                  var e = assertThrows(IllegalArgumentException.class, () -> train(options));
                  assertTrue(e.getMessage().contains("state is being written by another run"));
                });
    assertEquals(train(OPTIONS).steps(), run.steps());
  }

  @Test
  void aStateThatCannotBeWrittenEndsTheRunWithItsWeights() {
    Path state = temp.resolve("state");
    Run run =
        trainer(model(), new NextToken(), OPTIONS.checkpoints(new TrainingStates(state, 3, false)))
            .run(List.of(), (done, total, note) -> block(state));
    assertTrue(run.ending().text().startsWith("stopped after step 3: "), run.toString());
    assertEquals(train(OPTIONS).steps().subList(0, 3), run.steps());
    var nowhere = new TrainingStates(state.resolve("below"), 3, false);
    var e = assertThrows(IllegalArgumentException.class, () -> train(OPTIONS.checkpoints(nowhere)));
    assertTrue(e.getMessage().contains("cannot be written"), e.getMessage());
  }

  /** A file where a folder is to be. */
  private static void block(Path state) {
    try {
      Disk.delete(state);
      Files.writeString(state, "");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void threeHundredStepsLeaveArraysAndMemoryFlat() throws IOException {
    int before = Engines.liveArrays();
    var arrays = new int[2];
    var megabytes = new long[2];
    Run run =
        trainer(model(), new NextToken(), OPTIONS.tokens(300 * 64))
            .run(
                List.of(),
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
}
