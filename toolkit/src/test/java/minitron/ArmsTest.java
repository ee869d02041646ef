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
import minitron.paper.ToReach;
import minitron.runs.Ending;
import minitron.train.Run;
import minitron.train.TrainOptions;
import minitron.train.state.ValidationLoss;
import org.junit.jupiter.api.Test;
import tech.tablesaw.api.Table;

/** What is read off the curves of two arms with two seeds, whose looks are 100 tokens apart. */
class ArmsTest {
  private static final CausalLm MODEL = FreshModel.of(Fixtures.config(1), 1, null);
  private static final double[][] FAST = {{5, 3, 2}, {5, 2, 1}};
  private static final double[][] SLOW = {{6, 5, 4}, {6, 4, 2}};

  private final ArmRuns arms =
      Arms.named("fast", "slow").over(2, s -> List.of(run(FAST, s), run(SLOW, s)));

  @Test
  void lossesAreOfTheFirstAndTheLastLook() {
    assertArrayEquals(new double[] {5, 5}, arms.before("fast"));
    assertArrayEquals(new double[] {4, 2}, arms.losses("slow"));
    assertEquals(1.5, arms.loss("fast"));
    assertEquals("fast", arms.best());
    assertArrayEquals(new double[] {50, 50}, arms.reductions("fast", "slow"));
  }

  @Test
  void aLeadIsTheLeastAtAnyLook() {
    assertArrayEquals(new double[] {1, 1}, arms.leads("fast", "slow"));
    assertArrayEquals(new double[] {-2, -2}, arms.leads("slow", "fast"));
  }

  /** 4 lies half-way between 5 and 3, and 2 is the second look itself. */
  @Test
  void tokensAreOnTheLineBetweenTwoLooks() {
    ToReach slow = arms.toReach("slow");
    assertArrayEquals(new double[] {50, 100}, slow.tokens("fast"));
    assertArrayEquals(new double[] {4, 2}, slow.timesFewer("fast"));
    ToReach fast = arms.toReach("fast");
    assertArrayEquals(new double[] {200, 200}, fast.tokens("fast"));
    assertEquals(Double.POSITIVE_INFINITY, fast.tokens("slow")[0]);
    assertArrayEquals(new double[] {0, 0}, fast.timesFewer("slow"));
  }

  /** Both seeds begin at 5 or 6, and the arm that begins lower ends lower in each. */
  @Test
  void theOrderBeforeForetellsTheOrderAfter() {
    ArmRuns both = Arms.named("a", "b").over(2, s -> List.of(run(FAST, s), run(SLOW, s)));
    assertArrayEquals(new double[] {1, 1}, both.foretold());
    double[][] turned = {{6, 3, 1}, {6, 2, 5}};
    ArmRuns crossed = Arms.named("a", "b").over(2, s -> List.of(run(turned, s), run(FAST, s)));
    assertArrayEquals(new double[] {-1, 1}, crossed.foretold());
    assertTrue(Double.isNaN(Arms.named("a").over(1, s -> List.of(run(FAST, s))).foretold()[0]));
  }

  @Test
  void everyArmNeedsARun() {
    var e =
        assertThrows(
            IllegalArgumentException.class,
            () -> Arms.named("fast", "slow").over(1, s -> List.of(run(FAST, s))));
    assertEquals(
        "There are 2 arms (fast, slow) and 1 runs: give one run for each, in their order.",
        e.getMessage());
    assertThrows(IllegalArgumentException.class, () -> arms.losses("none"));
  }

  @Test
  void aSeedThatWasStoppedIsLeftOutAndEndsTheRest() {
    ArmRuns stopped =
        Arms.named("fast")
            .over(
                3,
                seed -> {
                  assertTrue(seed < 3, "no seed is begun after one that was stopped");
                  Ending ending = seed == 1 ? Ending.WHOLE : Ending.stopped(1, 2, "steps");
                  return List.of(run(FAST, seed, ending));
                });
    assertEquals(1, stopped.runs().size());
    assertEquals("1 of 3 seeds; stopped on request after 1 of 2 steps", stopped.ending().text());
    assertTrue(stopped.toString().endsWith(stopped.ending().text()));
  }

  @Test
  void whatWasNotTrainedCannotBeShown() {
    ArmRuns none = Arms.named("fast").over(0, seed -> List.of());
    var e = assertThrows(IllegalArgumentException.class, none::plot);
    assertTrue(e.getMessage().startsWith("No seed of the arms fast is trained"), e.getMessage());
  }

  /** The slow arm never is where the fast one ends. */
  @Test
  void whatIsNeverReachedTakesForEver() {
    Table reach = arms.toReach("fast").table();
    assertEquals(200, reach.doubleColumn("tokens").get(0));
    assertEquals(Double.POSITIVE_INFINITY, reach.doubleColumn("tokens").get(1));
  }

  private static Run run(double[][] losses, long seed) {
    return run(losses, seed, Ending.WHOLE);
  }

  private static Run run(double[][] losses, long seed, Ending ending) {
    double[] own = losses[(int) seed - 1];
    List<ValidationLoss> looks =
        IntStream.range(0, own.length)
            .mapToObj(i -> new ValidationLoss(i, 100L * i, own[i]))
            .toList();
    TrainOptions options = TrainOptions.DEFAULT.batch(1).length(10).tokens(200);
    return new Run(MODEL, options, "forward KL", List.of(), 0, looks, ending, 0);
  }
}
