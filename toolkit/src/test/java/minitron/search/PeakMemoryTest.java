package minitron.search;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import minitron.Fixtures;
import minitron.WhatIf;
import minitron.model.ModelConfig;
import minitron.model.ParameterShapes;
import minitron.stage.MemoryCheck;
import minitron.stage.MemoryPlan;
import minitron.tensor.Moments;
import minitron.tensor.Precision;
import minitron.tensor.Storage;
import minitron.train.TrainOptions;
import org.junit.jupiter.api.Test;

/** What is calculated of memory, without any weights. */
class PeakMemoryTest {
  private static final Storage SMALLEST =
      Storage.F32.master(Precision.BF16).moments(Moments.EIGHT_BIT);

  /** Of matrices 4 + 4 + 8 bytes a weight, or 2 + 2 + 2; of vectors always 16. */
  @Test
  void trainingHoldsWeightsGradientsAndMoments() {
    ModelConfig m = Fixtures.config(2);
    double all = ParameterShapes.count(m);
    double vectors = 5.0 * m.hiddenSize();
    var step = new PeakMemory(false, Precision.F32, 1, 2);
    Need exact = step.train(m, Storage.F32, true);
    assertEquals(4 * all, exact.part("weights"));
    assertEquals(8 * all, exact.part("moments"));
    Need small = step.train(m, SMALLEST, true);
    assertEquals(2 * (all - vectors) + 4 * vectors, small.part("weights"));
    assertEquals(2 * (all - vectors) + 8 * vectors, small.part("moments"));
    Need host =
        new PeakMemory(true, Precision.F32, 1, 2).train(m, Storage.F32.statesOnHost(), true);
    assertEquals(8 * vectors, host.part("moments"));
    assertTrue(exact.bytes() > small.bytes());
  }

  @Test
  void moreTokensNeedMore() {
    ModelConfig m = Fixtures.config(2);
    for (int length : List.of(64, 512)) {
      var less = new PeakMemory(false, Precision.F32, 1, length);
      var more = new PeakMemory(false, Precision.F32, 4, length);
      assertTrue(less.score(m).bytes() < more.score(m).bytes());
      assertTrue(less.importance(m).bytes() < more.importance(m).bytes());
      assertTrue(
          more.train(m, Storage.F32, true).bytes() < more.train(m, Storage.F32, false).bytes());
    }
  }

  @Test
  void aGpuIsKnownByNameOrSize() {
    assertEquals(80, Gpu.of("H100").gigabytes());
    assertEquals(24, Gpu.of("RTX 4090").gigabytes());
    assertEquals(24, Gpu.of("4090").gigabytes());
    assertEquals(40, Gpu.of("40").gigabytes());
    for (String wrong : List.of("Voodoo", "0", "-3", "", "9000")) {
      var e = assertThrows(IllegalArgumentException.class, () -> Gpu.of(wrong));
      assertTrue(e.getMessage().contains("GB"), e.getMessage());
    }
  }

  @Test
  void whatCannotFitIsRefusedBeforeItBegins() {
    ModelConfig huge = Fixtures.config(2).withWidths(60_000, 400_000, 4);
    TrainOptions options = TrainOptions.DEFAULT;
    var e =
        assertThrows(
            IllegalArgumentException.class,
            () -> MemoryCheck.of("Distillation", List.of(huge), options));
    assertTrue(e.getMessage().startsWith("Distillation needs about "), e.getMessage());
    assertTrue(e.getMessage().contains("--master bf16"), e.getMessage());
    MemoryCheck.of("Distillation", List.of(Fixtures.config(2)), options);
  }

  @Test
  void aPlanGoesFromTheExactToTheSmall() {
    ModelConfig m = Fixtures.config(2);
    var plan =
        new MemoryPlan(
            m, m, TrainOptions.DEFAULT, OptionalDouble.of(1e9), false, Optional.of(Gpu.of("T4")));
    String text = plan.toString();
    for (String row :
        List.of("score", "importance", "trim", "correct", "--moments 8bit", "T4, GB")) {
      assertTrue(text.contains(row), row + " in " + text);
    }
    ModelConfig narrow = m.withWidths(m.hiddenSize() / 2, m.intermediateSize(), 4);
    MemoryPlan asked = WhatIf.of(narrow).distilledFrom(m, TrainOptions.DEFAULT);
    assertEquals(m, asked.teacher());
    assertEquals(narrow, asked.student());
    TrainOptions all =
        TrainOptions.DEFAULT
            .recompute()
            .microBatch(1)
            .moments(Moments.EIGHT_BIT)
            .master(Precision.BF16)
            .precision(Precision.BF16);
    var last = new MemoryPlan(m, m, all, OptionalDouble.empty(), false, Optional.empty());
    assertEquals(5, last.table().rowCount(), "there is nothing more to save");
    assertTrue(last.toString().contains("is not known"));
  }
}
