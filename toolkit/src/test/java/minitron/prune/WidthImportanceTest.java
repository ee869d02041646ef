package minitron.prune;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import minitron.Fixtures;
import minitron.model.CausalLm;
import minitron.model.FreshModel;
import minitron.model.LmLoss;
import minitron.model.TokenBatch;
import minitron.prune.Aggregation.Statistic;
import minitron.runs.Progress;
import org.junit.jupiter.api.Test;

/** Scores count the tokens of the text and nothing else. */
class WidthImportanceTest {
  private static final int[][] ROWS = {
    {1, 5, 9, 20, 31, 7, 3, 8}, {1, 40, 41, 42, 43, 44, 45, 46}, {1, 3, 3, 3, 9, 9, 9, 2}
  };

  @Test
  void paddingCountsNowhere() {
    try (CausalLm model = FreshModel.of(Fixtures.config(3), 1, null)) {
      int[] shorter = {1, 40, 41};
      var ragged = new TokenBatch(ROWS[0], shorter);
      List<TokenBatch> apart = List.of(new TokenBatch(ROWS[0]), new TokenBatch(shorter));
      List<TokenBatch> together = List.of(ragged);
      var decoder = model.decoder();
      assertEquals(
          LmLoss.mean(decoder, apart, Progress.SILENT).loss(),
          LmLoss.mean(decoder, together, Progress.SILENT).loss(),
          1e-5);
      for (Statistic time : Statistic.values()) {
        var aggregation = new Aggregation(time, Statistic.MEAN);
        WidthScores a = WidthImportance.run(decoder, apart, aggregation, Progress.SILENT);
        WidthScores b = WidthImportance.run(decoder, together, aggregation, Progress.SILENT);
        for (int i = 0; i < a.hidden().size(); i++) {
          assertEquals(a.hidden().get(i), b.hidden().get(i), 1e-4 * a.hidden().get(i));
        }
      }
      Sensitivity a = DepthImportance.run(decoder, apart, new int[] {1}, Progress.SILENT);
      Sensitivity b = DepthImportance.run(decoder, together, new int[] {1}, Progress.SILENT);
      for (int i = 0; i < 3; i++) {
        assertEquals(a.blocks().get(i).importance(), b.blocks().get(i).importance(), 1e-6);
        assertEquals(a.blocks().get(i).loss(), b.blocks().get(i).loss(), 1e-5);
      }
    }
  }

  @Test
  void scoresThatGrowAreThoseOfEachPart() {
    try (CausalLm model = FreshModel.of(Fixtures.config(2), 1, null)) {
      var decoder = model.decoder();
      List<TokenBatch> first = List.of(new TokenBatch(ROWS[0]));
      List<TokenBatch> second = List.of(new TokenBatch(ROWS[1]), new TokenBatch(ROWS[2]));
      List<TokenBatch> all = List.of(first.get(0), second.get(0), second.get(1));
      List<WidthScores> grown =
          WidthImportance.growing(
              decoder, List.of(first, second), Aggregation.MINITRON, Progress.SILENT);
      assertEquals(
          List.of(
              WidthImportance.run(decoder, first, Aggregation.MINITRON, Progress.SILENT),
              WidthImportance.run(decoder, all, Aggregation.MINITRON, Progress.SILENT)),
          grown);
    }
  }

  @Test
  void aggregationsAreThoseOfTheirDefinitions() {
    // Three samples with sums 6 and squares 14: 1, 2 and 3.
    assertEquals(2, new Aggregation(Statistic.MEAN, Statistic.MEAN).over(6, 14, 3), 1e-12);
    assertEquals(Math.sqrt(14), Aggregation.MINITRON.over(6, 14, 3), 1e-12);
    var variance = new Aggregation(Statistic.MEAN, Statistic.VARIANCE);
    assertEquals(2 / 3.0, variance.over(6, 14, 3), 1e-12);
  }
}
