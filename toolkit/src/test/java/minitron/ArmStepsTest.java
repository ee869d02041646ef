package minitron;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.IntStream;
import minitron.model.CausalLm;
import minitron.model.FreshModel;
import minitron.paper.ArmRuns;
import minitron.runs.Ending;
import minitron.train.Run;
import minitron.train.TrainOptions;
import minitron.train.state.StepRecord;
import minitron.train.state.ValidationLoss;
import org.junit.jupiter.api.Test;
import tech.tablesaw.api.Table;

/** What is read off the steps of two arms with two seeds, by their gradients' norms. */
class ArmStepsTest {
  private static final CausalLm MODEL = FreshModel.of(Fixtures.config(1), 1, null);

  /** A norm of just 1 is not clipped. */
  private final ArmRuns arms =
      Arms.named("long", "short")
          .over(2, s -> List.of(run(s == 1 ? 3 : 6, 1, .5, 2), run(s == 1 ? .5 : 1, .25, .5, .5)));

  @Test
  void clippingIsCounted() {
    Table table = arms.steps().clipping();
    assertEquals(4.5, table.doubleColumn("first step").get(0));
    assertEquals((6.5 + 9.5) / 8, table.doubleColumn("mean").get(0));
    assertEquals(6, table.doubleColumn("greatest").get(0));
    assertEquals(.5, table.doubleColumn("steps clipped").get(0));
    assertEquals(0, table.doubleColumn("steps clipped").get(1));
  }

  @Test
  void endsAreARowForEachSeed() {
    assertArrayEquals(new double[] {3, .5}, arms.ends()[0]);
    assertArrayEquals(new double[] {6, 1}, arms.ends()[1]);
  }

  @Test
  void whatWasNotTrainedCannotBeShown() {
    assertTrue(arms.steps().plot("norm", StepRecord::gradientNorm).sketch().contains("short"));
    ArmRuns none = Arms.named("fast", "slow").over(0, seed -> List.of());
    assertThrows(IllegalArgumentException.class, none::steps);
  }

  /** The last loss is the first norm. */
  private static Run run(double... norms) {
    List<StepRecord> steps =
        IntStream.range(0, norms.length)
            .mapToObj(i -> new StepRecord(i + 1L, 10 * (i + 1L), 1, 1e-4, norms[i]))
            .toList();
    var looks = List.of(new ValidationLoss(norms.length, 10L * norms.length, norms[0]));
    TrainOptions options = TrainOptions.DEFAULT.batch(1).length(10).tokens(40);
    return new Run(MODEL, options, "forward KL", steps, norms.length, looks, Ending.WHOLE, 0);
  }
}
