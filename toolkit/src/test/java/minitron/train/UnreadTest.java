package minitron.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDManager;
import java.util.ArrayList;
import java.util.List;
import minitron.runs.Progress;
import minitron.tensor.Engines;
import minitron.train.state.StepRecord;
import org.junit.jupiter.api.Test;

/** What the host looks at, and when. */
class UnreadTest {
  private static final TrainOptions OPTIONS = SmallRun.OPTIONS; // 64 tokens a step
  private static final Batches BATCHES = Batches.even(SmallRun::batch, OPTIONS);

  @Test
  void allStepsAreReadAtOnceAndOnce() {
    int before = Engines.liveArrays();
    try (NDManager manager = Engines.manager()) {
      var unread = new Unread();
      assertEquals(List.of(), unread.read(BATCHES));
      unread.add(5, 0.1, manager.create(new float[] {3, 4}));
      unread.add(6, 0.2, manager.create(new float[] {2, 1}));
      assertEquals(
          List.of(new StepRecord(5, 320, 3, 0.1, 4), new StepRecord(6, 384, 2, 0.2, 1)),
          unread.read(BATCHES));
      assertEquals(List.of(), unread.read(BATCHES));
    }
    assertEquals(before, Engines.liveArrays());
  }

  @Test
  void notMoreThanSomeWait() {
    try (NDManager manager = Engines.manager()) {
      var unread = new Unread();
      for (int step = 1; step <= 64; step++) {
        assertFalse(unread.isFull());
        unread.add(step, 0, manager.create(new float[2]));
      }
      assertTrue(unread.isFull());
    }
  }

  /** Hears of every step, and is due after some of them. */
  private static final class Heard implements Progress {
    final List<String> notes = new ArrayList<>();
    final List<Long> measured = new ArrayList<>();
    private final int every;

    Heard(int every) {
      this.every = every;
    }

    @Override
    public void at(long done, long total, String note) {
      notes.add(note.isEmpty() ? "nothing yet" : "loss after " + measured.size());
    }

    @Override
    public boolean due() {
      return (notes.size() + 1) % every == 0;
    }

    @Override
    public void measured(String name, long done, double value) {
      measured.add(done);
    }
  }

  @Test
  void lossesAreReadWhenTheLineIsDueAndAtTheEnd() {
    var heard = new Heard(3);
    var model = SmallRun.model();
    SmallRun.trainer(model, new NextToken(), OPTIONS).run(List.of(), heard).model().close();
    assertEquals(
        List.of(
            "nothing yet",
            "nothing yet",
            "loss after 3",
            "loss after 3",
            "loss after 3",
            "loss after 6",
            "loss after 6",
            "loss after 8",
            "loss after 8", // the weights are checked
            "loss after 8"),
        heard.notes);
    assertEquals(List.of(64L, 128L, 192L, 256L, 320L, 384L, 448L, 512L), heard.measured);
  }

  @Test
  void theCurveIsTheSameHoweverSeldomItIsRead() {
    var model = SmallRun.model();
    Trainer trainer = SmallRun.trainer(model, new NextToken(), OPTIONS);
    Run always = trainer.run(List.of(), (done, total, note) -> {});
    Run atTheEnd = trainer.run(List.of(), Progress.SILENT);
    assertEquals(always.steps(), atTheEnd.steps());
    assertEquals(always.model().sha256(), atTheEnd.model().sha256());
  }

  @Test
  void aLossThatIsNoNumberCountsWhereItWasNotWhereItWasRead() {
    var model = SmallRun.model();
    TrainOptions wild = OPTIONS.tokens(100 * 64).constantRate(1e30);
    Run run = SmallRun.trainer(model, new NextToken(), wild).run(List.of(), Progress.SILENT);
    assertTrue(run.ending().text().startsWith("stopped at step 2 of 100: the "), run.toString());
    assertEquals(model.sha256(), run.model().sha256());
  }
}
