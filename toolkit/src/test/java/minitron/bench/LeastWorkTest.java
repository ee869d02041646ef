package minitron.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import minitron.Fixtures;
import minitron.bench.Stages.Stage;
import minitron.model.ModelConfig;
import minitron.search.Roofline.Work;
import minitron.tensor.Hardware;
import org.junit.jupiter.api.Test;
import tech.tablesaw.api.Table;

/** Vocabulary 320, 24 channels, MLP 40, 4 heads of 6 channels in 2 groups; one layer. */
class LeastWorkTest {
  private static final ModelConfig CONFIG = Fixtures.config(1);

  /** q and o 24 × 24, k and v 12 × 24, three of 40 × 24. */
  private static final double LAYER = 2 * 24 * 24 + 2 * 12 * 24 + 3 * 40 * 24;

  private static final double NORMS = 3 * 24;
  private static final double HEAD = 320 * 24;

  /** Scores and mix of 1 + 2 + 3 keys with all 24 channels. */
  private static final double ATTENTION = 2 * 6 * 24;

  @Test
  void aPassMultipliesEveryTokenWithEveryWeightOnce() {
    Work forward = LeastWork.forward(CONFIG, 2, 3);
    assertEquals(2 * (6 * LAYER + 2 * ATTENTION), forward.flops());
    // Weights, six rows of the embedding, and keys and values of six tokens.
    assertEquals(4 * (LAYER + NORMS + 6 * 24 + 6 * 2 * 12), forward.bytes());
  }

  @Test
  void logitsTakeTheHeadOfAsManyTokens() {
    Work forward = LeastWork.forward(CONFIG, 2, 3);
    Work logits = LeastWork.logits(CONFIG, 2, 3, 2);
    assertEquals(2 * 2 * 2 * HEAD, logits.flops() - forward.flops());
    assertEquals(4 * HEAD, logits.bytes() - forward.bytes());
  }

  @Test
  void distillationIsTheTeachersPassAndTheStudentsStep() {
    Work step = LeastWork.roofline(CONFIG).step(2, 3);
    Work teacher = LeastWork.logits(CONFIG, 2, 3, 3);
    Work both = LeastWork.distill(CONFIG, CONFIG, 2, 3);
    // A step has the products of a pass three times.
    assertEquals(4 * teacher.flops(), both.flops());
    assertEquals(teacher.bytes() + step.bytes(), both.bytes());
  }

  @Test
  void everyTokenAfterTheFirstReadsAllWeightsAgain() {
    List<Work> parts = LeastWork.generate(CONFIG, 2, 3, 2);
    assertEquals(2, parts.size());
    assertEquals(LeastWork.logits(CONFIG, 2, 3, 1), parts.get(0));
    // The fourth token of each text sees four keys.
    assertEquals(2 * 2 * (LAYER + HEAD + 2 * 4 * 24), parts.get(1).flops());
  }

  @Test
  void aBoundIsTheSumOfThoseOfTheParts() {
    var machine = new Hardware("", 10, 100);
    var stage = new Stage("", List.of(new Work(20, 100), new Work(10, 300)), 0, 10, 1);
    assertEquals(2 + 3, stage.bound(machine));
    Table table = new Stages(machine, machine, List.of(stage)).table();
    assertEquals(.5, table.doubleColumn("share of bound").get(0));
    assertEquals("memory", table.stringColumn("bound by").get(0));
  }
}
