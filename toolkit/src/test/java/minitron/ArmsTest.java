package minitron;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.stream.IntStream;
import minitron.model.CausalLm;
import minitron.model.FreshModel;
import minitron.runs.Ending;
import minitron.train.Run;
import minitron.train.TrainOptions;
import minitron.train.ValidationLoss;
import org.junit.jupiter.api.Test;

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
    assertEquals(Double.NaN, never);
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

  private static Run run(double[][] losses, long seed) {
    double[] own = losses[(int) seed - 1];
    List<ValidationLoss> looks =
        IntStream.range(0, own.length)
            .mapToObj(i -> new ValidationLoss(i, 100L * i, own[i]))
            .toList();
    TrainOptions options = TrainOptions.DEFAULT.batch(1).length(10).tokens(200);
    return new Run(MODEL, options, "forward KL", List.of(), 0, looks, Ending.WHOLE, 0);
  }
}
