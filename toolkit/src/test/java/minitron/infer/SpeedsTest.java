package minitron.infer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import minitron.Fixtures;
import minitron.infer.Workload.Seconds;
import minitron.model.CausalLm;
import minitron.runs.Ending;
import minitron.runs.Progress;
import minitron.tensor.Engines;
import org.junit.jupiter.api.Test;

class SpeedsTest {
  private static final Workload WORK = new Workload(2, 10, 5);

  private final Speeds speeds =
      new Speeds(
          "a machine",
          List.of(
              row("teacher", new Seconds(2, 8), new Seconds(4, 16), new Seconds(3, 9)),
              row("student", new Seconds(1, 4), new Seconds(4, 4), new Seconds(1, 6))),
          Ending.WHOLE);

  private static Speeds.Row row(String name, Seconds... rounds) {
    return new Speeds.Row(name, 7, 3, WORK, 4e6, new Seconds(.5, 2), List.of(rounds));
  }

  @Test
  void aSpeedUpIsTakenRoundByRound() {
    Spread rest = speeds.speedup(speeds.rows().get(1), "teacher", Seconds::rest);
    assertEquals(new Spread(1.5, 2, 4), rest);
    assertEquals("2.00× (1.50× to 4.00×)", rest.toString());
    assertEquals("faster in every round", rest.verdict());
    Spread first = speeds.speedup(speeds.rows().get(1), "teacher", Seconds::first);
    assertEquals("the rounds do not agree", first.verdict()); // 2, 1, 3
  }

  @Test
  void theTableHasMediansAndTheSpread() {
    var table = speeds.table();
    assertEquals(2 * 10 / 3.0, table.doubleColumn("prefill (tokens/s)").getDouble(0));
    assertEquals(3000, table.doubleColumn("first token (ms)").getDouble(0));
    assertEquals(2 * 4 / 9.0, table.doubleColumn("generation (tokens/s)").getDouble(0));
    assertEquals(10 / 12.0, table.doubleColumn("spread of the rounds").getDouble(0));
    assertEquals(4, table.doubleColumn("weights + cache (MB)").getDouble(1));
  }

  @Test
  void theCeilingIsAShareOfWhatWasMeasured() {
    var table = speeds.ceiling();
    assertEquals(.5 / 3, table.doubleColumn("prefill, at least").getDouble(0));
    assertEquals(.5, table.doubleColumn("step, at least").getDouble(1));
    assertEquals(1000, table.doubleColumn("step (ms)").getDouble(1));
    assertEquals(1e6 / 3, table.doubleColumn("step (µs a layer)").getDouble(1), 1e-6);
  }

  @Test
  void aSentenceSaysWhatTheRoundsSay() {
    assertEquals(
        "batch 2, prompt 10, 5 new tokens: student generates 2.00× (1.50× to 4.00×) as many tokens/s as teacher: faster in every round.",
        speeds.inWords("student", "teacher"));
    assertThrows(IllegalArgumentException.class, () -> speeds.row("nobody", WORK));
    assertEquals(3, speeds.speedups().doubleColumn("prefill to").getDouble(1));
  }

  @Test
  void oneAnswerHasAFirstTokenAndOthers() {
    int before = Engines.liveArrays();
    try (CausalLm model = Fixtures.open("fresh");
        NextLogits writer = NextLogits.of(model.decoder())) {
      Seconds took = WORK.time(writer, Progress.SILENT);
      assertTrue(took.first() > 0 && took.rest() > 0, took.toString());
      var e =
          assertThrows(
              IllegalArgumentException.class,
              () -> new Workload(1, 500, 13).time(writer, Progress.SILENT));
      assertEquals(
          "A prompt of 500 tokens and 13 to write are more than the model's max_position_embeddings of 512: take shorter prompts or fewer tokens.",
          e.getMessage());
    }
    assertEquals(before, Engines.liveArrays());
  }

  @Test
  void aWorkloadHasTextsPromptsAndTwoTokens() {
    assertThrows(IllegalArgumentException.class, () -> new Workload(0, 1, 2));
    assertThrows(IllegalArgumentException.class, () -> new Workload(1, 0, 2));
    assertThrows(IllegalArgumentException.class, () -> new Workload(1, 1, 1));
    assertEquals(6, SpeedOptions.DEFAULT.batches(1, 2, 3).workloads().size());
    assertThrows(IllegalArgumentException.class, () -> SpeedOptions.DEFAULT.batches(new int[0]));
    assertThrows(IllegalArgumentException.class, () -> SpeedOptions.DEFAULT.rounds(0));
  }
}
