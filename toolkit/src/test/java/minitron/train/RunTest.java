package minitron.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import minitron.report.Markdown;
import minitron.runs.Ending;
import minitron.runs.Progress;
import minitron.train.state.StepRecord;
import minitron.train.state.ValidationLoss;
import org.junit.jupiter.api.Test;

final class RunTest {
  private static final List<StepRecord> STEPS =
      List.of(
          new StepRecord(1, 64, 4, 1e-3, 1),
          new StepRecord(2, 128, 3, 1e-3, 1),
          new StepRecord(3, 192, 2.5, 5e-4, 1));

  private static Run run(String objective, Ending ending, ValidationLoss... looks) {
    return new Run(
        null, TrainOptions.DEFAULT.tokens(256), objective, STEPS, 3, List.of(looks), ending, 1.5);
  }

  @Test
  void aRunIsATableOfItsLooksAtHeldOutText() {
    Run run =
        run(
            "LM loss",
            Ending.WHOLE,
            new ValidationLoss(0, 0, 4.25),
            new ValidationLoss(2, 128, 3.125));
    assertEquals(
        """
        | tokens | learning rate | LM loss, training (nats) | LM validation loss (nats) |
        |-------:|--------------:|-------------------------:|--------------------------:|
        |      0 |               |                          |                     4.250 |
        |    128 |       1.00e-3 |                    3.500 |                     3.125 |
        |    192 |       5.00e-4 |                    2.500 |                           |\
        """,
        Markdown.table(run.table()));
    assertEquals(2, run.parts().size());
    assertTrue(run.curve().sketch().contains("* LM loss, training   o LM validation loss"));
  }

  @Test
  void aStoppedRunShowsItsTableSoFarUnderItsEnding() {
    Run run = run("forward KL", Ending.stopped(3, 4, "steps"));
    String text = Markdown.table(run.table());
    assertTrue(text.startsWith("stopped on request after 3 of 4 steps\n"), text);
    assertTrue(text.contains("| tokens | learning rate | forward KL, training (nats) |"), text);
    assertEquals(3, run.table().rowCount());
    var part = Ending.part("stopped");
    Run none = new Run(null, run.options(), "LM loss", List.of(), 0, List.of(), part, 0);
    assertEquals(List.of("stopped"), none.parts());
  }

  @Test
  void whoWatchesHearsEveryStepAndEveryLook() {
    List<String> heard = new ArrayList<>();
    var progress =
        new Progress() {
          @Override
          public void at(long done, long total, String note) {}

          @Override
          public void measured(String name, long done, double value) {
            heard.add(name + " " + done);
          }
        };
    Trainer trainer = SmallRun.trainer(SmallRun.model(), new NextToken(), SmallRun.OPTIONS);
    Run run = trainer.run(List.of(SmallRun.batch(99)), progress);
    assertEquals("LM loss", run.objective());
    assertEquals("LM validation loss 0", heard.get(0));
    assertEquals("LM loss, training 64", heard.get(1));
    assertEquals("LM validation loss 64", heard.get(2));
    assertEquals(8 + 9, heard.size());
    run.model().close();
  }
}
