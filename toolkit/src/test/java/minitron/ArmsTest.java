package minitron;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.IntStream;
import minitron.model.CausalLm;
import minitron.model.FreshModel;
import minitron.runs.Ending;
import minitron.train.Run;
import minitron.train.TrainOptions;
import minitron.train.ValidationLoss;
import org.junit.jupiter.api.Test;
import tech.tablesaw.api.Table;

/** What is read off the curves of two arms with two seeds, whose looks are 100 tokens apart. */
class ArmsTest {
  private static final CausalLm MODEL = FreshModel.of(Fixtures.config(1), 1, null);
  private static final double[][] FAST = {{5, 3, 2}, {5, 2, 1}};
  private static final double[][] SLOW = {{6, 5, 4}, {6, 4, 2}};

  private final Arms arms =
      Arms.named("fast", "slow").over(2, s -> List.of(run(FAST, s), run(SLOW, s)));

  @Test
  void lossesAreOfTheFirstAndTheLastLook() {
    assertArrayEquals(new double[] {5, 5}, arms.before("fast"));
    assertArrayEquals(new double[] {4, 2}, arms.losses("slow"));
    assertEquals(1.5, arms.loss("fast"));
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
    assertArrayEquals(new double[] {50, 100}, arms.tokensToReach("fast", "slow"));
    assertArrayEquals(new double[] {4, 2}, arms.fewerTokens("fast", "slow"));
    assertArrayEquals(new double[] {200, 200}, arms.tokensToReach("fast", "fast"));
    double never = arms.tokensToReach("slow", "fast")[0];
    assertEquals(Double.POSITIVE_INFINITY, never);
    assertArrayEquals(new double[] {0, 0}, arms.fewerTokens("slow", "fast"));
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
    Arms stopped =
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
    var e = assertThrows(IllegalArgumentException.class, () -> Arms.named("fast").plot());
    assertTrue(e.getMessage().startsWith("No seed of the arms fast is trained"), e.getMessage());
  }

  /** The slow arm never is where the fast one ends. */
  @Test
  void whatIsNeverReachedTakesForEver() {
    Table reach = arms.toReach("fast");
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
