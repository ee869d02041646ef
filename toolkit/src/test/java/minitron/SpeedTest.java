package minitron;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.OptionalDouble;
import java.util.concurrent.CancellationException;
import minitron.eval.metric.Estimate;
import minitron.infer.SpeedOptions;
import minitron.infer.Speeds;
import minitron.model.CausalLm;
import minitron.runs.Cancel;
import minitron.runs.Ending;
import minitron.tensor.Engines;
import minitron.tensor.Hardware;
import org.junit.jupiter.api.Test;

class SpeedTest {
  private static final SpeedOptions FEW =
      Speed.options().batches(1, 2).prompts(4).tokens(2, 3).rounds(2);

  @Test
  void everyModelIsTimedAtEveryWorkloadInEveryRound() {
    try (CausalLm teacher = Fixtures.open("fresh");
        CausalLm student = Checkpoint.fresh(Fixtures.config(1), 2)) {
      teacher.decoder();
      student.decoder();
      int before = Engines.liveArrays();
      Speeds speeds = Speed.of(FEW).add("teacher", teacher).add("student", student).measure();
      assertEquals(before, Engines.liveArrays());
      assertEquals(Ending.WHOLE, speeds.ending());
      assertEquals(8, speeds.rows().size());
      assertTrue(speeds.rows().stream().allMatch(row -> row.rounds().size() == 2));
      Speeds.Row last = speeds.rows().get(7);
      assertEquals("student", last.model());
      assertEquals(1, last.layers());
      // Two texts of 4 + 3 tokens, 2 · 12 numbers a token in its layer, four bytes each.
      assertEquals(4.0 * (student.parameterCount() + 2 * 7 * 24), last.bytes());
    }
  }

  @Test
  void aStopBeforeTheFirstRoundLeavesNothingToShow() {
    var stopped = new Cancel();
    stopped.request();
    try (CausalLm model = Fixtures.open("fresh")) {
      Speed speed = Speed.of(FEW).add("model", model);
      var e =
          assertThrows(CancellationException.class, () -> stopped.during(() -> speed.measure()));
      assertEquals("Stopped on request before the first round was whole.", e.getMessage());
    }
  }

  @Test
  void withoutAModelThereIsNothingToTime() {
    assertThrows(IllegalArgumentException.class, () -> Speed.of(FEW).measure());
  }

  @Test
  void aMachineHasArithmeticAndMemory() {
    Hardware here = Speed.here();
    assertTrue(here.flopsPerSecond() > 0 && here.bytesPerSecond() > 0, here.toString());
    assertEquals("H100 SXM, bfloat16: 989,000 GFLOP/s, 3,350 GB/s", Hardware.h100().toString());
  }

  @Test
  void theClosestPairHasOneModelOfEachKind() {
    var rows =
        List.of(
            row("depth −2", 20, 1.0),
            row("depth −4", 10, 1.5),
            row("width 96", 12, 1.1),
            row("width 64", 6, 1.6));
    var quality = new Compare(null, null, null, 1, rows, List.of());
    assertEquals(
        "depth −4: 10 parameters, loss 1.500; width 64: 6 parameters, loss 1.600",
        quality.closest("depth", "width", Compare.Row::loss).toString());
    assertEquals(
        "width 96", quality.closest("depth −4", "width", Compare.Row::parameters).second().model());
    assertThrows(
        IllegalArgumentException.class, () -> quality.closest("depth", "both", Compare.Row::loss));
  }

  private static Compare.Row row(String model, long parameters, double loss) {
    return new Compare.Row(model, parameters, loss, new Estimate(.5, OptionalDouble.empty()), .5);
  }
}
