package minitron.paper;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import minitron.Paper;
import minitron.infer.Speeds;
import minitron.infer.Spread;
import minitron.infer.Workload;
import minitron.infer.Workload.Seconds;
import minitron.model.ModelConfig;
import minitron.model.ParameterShapes;
import minitron.paper.PaperSpeed.Speedup;
import minitron.runs.Ending;
import minitron.tensor.Hardware;
import org.junit.jupiter.api.Test;

class PaperSpeedTest {
  @Test
  void thePublishedTotalsFollowFromTheShapes() {
    var table = Paper.table3().table();
    for (int row = 0; row < table.rowCount(); row++) {
      double billions = table.longColumn("parameters").getLong(row) / 1e9;
      double published = table.doubleColumn("published (B)").getDouble(row);
      assertEquals(published, Math.round(billions * 10) / 10.0, table.getString(row, "model"));
    }
  }

  @Test
  void dividedShapesKeepLayersAndHeads() {
    ModelConfig narrow = Paper.table3().dividedBy(4).dividedBy(4).config("4B-Width");
    assertEquals(192, narrow.hiddenSize());
    assertEquals(8, narrow.headDim());
    assertEquals(32, narrow.numHiddenLayers());
    // A layer: q and o 2 · 192 · 256, k and v 2 · 192 · 64, MLP 3 · 192 · 576, norms 2 · 192.
    assertEquals(32 * 455_040 + 192 + 2 * 8016 * 192, ParameterShapes.count(narrow));
    assertThrows(IllegalArgumentException.class, () -> Paper.table3().dividedBy(3));
    assertThrows(IllegalArgumentException.class, () -> Paper.table3().config("4B"));
  }

  @Test
  void aMachineWithInfiniteArithmeticReadsWeightsAndCache() {
    // At batch 1 nearly the weights alone: (6.98 + .53) / (3.49 + .53) billions.
    var memory = new PaperSpeed(new Hardware("memory", 1e30, 1e12));
    Speedup depth = memory.claims().get(0);
    assertEquals(1.87, memory.predicted(depth, 1, 1), .01);
    // Half the layers have half the cache, so equal batches can never give more than 2.
    assertTrue(memory.equal(depth).most() < 2);
    assertTrue(memory.twice(depth) > 2.7);
  }

  @Test
  void aFigureIsJudgedByWhatTheShapesAllow() {
    var equal = new Spread(1.5, 1.6, 1.8);
    assertEquals(
        "The shapes allow 1.50× to 1.80× at equal batch, and the paper's figure is among them.",
        SpeedVerdict.allowed(1.8, equal, 2.5));
    assertTrue(SpeedVerdict.allowed(2.4, equal, 2.5).endsWith("needs a larger batch."));
    assertTrue(SpeedVerdict.allowed(2.6, equal, 2.5).endsWith("is above both."));
    assertTrue(SpeedVerdict.allowed(1.2, equal, 2.5).contains("the paper has less"));
  }

  @Test
  void theVerdictFollowsFromWhatWasMeasured() {
    String said = Paper.speed(measured(10, 5, 11, 12, 10)).toString();
    assertTrue(said.contains("4B-Depth, 2.7× (Introduction; Insights, item 3)."), said);
    assertTrue(said.contains("Measured here: 2.00× to 2.00× over the workloads. Faster"), said);
    assertTrue(said.contains("0.91× over the workloads. Slower than its teacher"), said);
    assertTrue(said.contains("1.20× over the workloads. Faster than its teacher"), said);
    assertTrue(said.contains("The paper's figure is among these."), said);
    assertTrue(said.endsWith("faster in every round at 1 of 1 workloads; that holds."), said);
  }

  @Test
  void theTableSaysTheSameInEveryLocale() {
    Locale before = Locale.getDefault();
    try {
      Locale.setDefault(Locale.GERMANY);
      assertTrue(Paper.speed().toString().contains("2.7"), Paper.speed().toString());
    } finally {
      Locale.setDefault(before);
    }
  }

  private static Speeds measured(double... seconds) {
    List<String> names = Paper.table3().names();
    List<Speeds.Row> rows = new ArrayList<>();
    for (int i = 0; i < seconds.length; i++) {
      var took = new Seconds(seconds[i] / 2, seconds[i] / 2);
      rows.add(new Speeds.Row(names.get(i), 1, 1, new Workload(1, 8, 8), 1, took, List.of(took)));
    }
    return new Speeds("a machine", rows, Ending.WHOLE);
  }
}
