package minitron.paper;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import minitron.train.TrainOptions;
import org.junit.jupiter.api.Test;
import tech.tablesaw.api.Table;

/** Table 4 by the numbers that are printed, and by what a pocket calculator says of them. */
class Table4Test {
  private static final Table4 PAPER = Table4.paper();

  @Test
  void hasThePrintedNumbers() {
    TrainOptions llama = PAPER.of("Llama-3.1-Minitron-4B");
    assertEquals(94_000_000_000L, llama.tokens());
    assertEquals(1152, llama.batch());
    assertEquals(1e-5, llama.schedule().minimum());
    TrainOptions nemo = PAPER.of("MN-Minitron-8B");
    assertEquals(380_000_000_000L, nemo.tokens());
    assertEquals(8192, nemo.length());
    assertEquals(4.5e-7, nemo.schedule().minimum());
  }

  /** 94e9 / (1152 × 8192) = 9960.6, and 380e9 / (768 × 8192) = 60,399.4: a last step is begun. */
  @Test
  void stepsFollow() {
    Table steps = PAPER.steps();
    assertEquals(9_437_184, steps.longColumn("tokens a step").get(0));
    assertEquals(9961, steps.longColumn("steps").get(0));
    assertEquals(60_400, steps.longColumn("steps").get(1));
    assertEquals(40 / 9961.0, steps.doubleColumn("warm-up").get(0), 1e-12);
    assertEquals(.0045, steps.doubleColumn("minimum / peak").get(1), 1e-12);
  }

  /** 100 steps of 2 × 50 tokens, whose scaled warm-up is the least that there is: 10. */
  @Test
  void anotherRunStandsBeside() {
    Table4 both = PAPER.with("here", TrainOptions.DEFAULT.tokens(10_000).batch(2).length(50));
    assertEquals(10, both.table().longColumn("warm-up steps").get(2));
    assertEquals(.1, both.steps().doubleColumn("warm-up").get(2), 1e-12);
    assertEquals(2, PAPER.rows().size());
  }

  @Test
  void anotherNameIsRefusedInASentence() {
    var e = assertThrows(IllegalArgumentException.class, () -> PAPER.of("8B"));
    assertEquals(
        "No model '8B' in Table 4: there are Llama-3.1-Minitron-4B, MN-Minitron-8B.",
        e.getMessage());
  }
}
