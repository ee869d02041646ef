package minitron.prune;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import minitron.prune.Sensitivity.Block;
import minitron.prune.Sensitivity.Score;
import org.junit.jupiter.api.Test;

class RankCorrelationsTest {
  /** The ranks are 1, 2, 3 and 1, 3, 2: ρ = 1 − 6 · (0 + 1 + 1) / (3 · (9 − 1)). */
  @Test
  void isSpearmansOverTheBlocksOfASize() {
    var ranks =
        new RankCorrelations(
            List.of(
                block(1, 1, .1, 10), block(2, 2, .2, 30), block(3, 3, .3, 20), block(1, 2, 9, 9)));
    assertEquals(.5, ranks.importanceAndLoss(1), 1e-12);
    assertEquals(Double.NaN, ranks.importanceAndLoss(2));
    assertEquals(2, ranks.table().rowCount());
    assertEquals(.5, ranks.table().doubleColumn(1).get(0), 1e-12);
  }

  /** The block that costs most of the task is the one with the lowest score. */
  @Test
  void aLowScoreIsAGreatLoss() {
    var ranks =
        new RankCorrelations(
            List.of(asked(1, .1, 1, .9), asked(2, .2, 2, .7), asked(3, .3, 3, .5)));
    assertEquals(1, ranks.table().doubleColumn(2).get(0), 1e-12);
    assertEquals(1, ranks.table().doubleColumn(3).get(0), 1e-12);
  }

  private static Block block(int first, int last, double importance, double loss) {
    return new Block(first, last, importance, loss, Optional.empty());
  }

  private static Block asked(int layer, double importance, double loss, double score) {
    var asked = new Score("winogrande", "acc", score, OptionalDouble.empty());
    return new Block(layer, layer, importance, loss, Optional.of(asked));
  }
}
