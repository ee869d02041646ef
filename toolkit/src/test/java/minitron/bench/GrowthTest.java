package minitron.bench;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import minitron.model.ModelConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tech.tablesaw.api.Table;

/** What is measured and written; how fast it was is no matter. */
class GrowthTest {
  private static final int HIDDEN = 64;

  @TempDir Path temp;

  @Test
  void aStudentIsThreeQuartersAsWide() {
    ModelConfig student = BenchModels.student(BenchModels.TEACHER);
    assertEquals(384, student.hiddenSize());
    assertEquals(1056, student.intermediateSize());
    assertEquals(8, student.numAttentionHeads());
    assertEquals(64, student.headDim());
  }

  @Test
  void speedHasARowForEverySizeAndAColumnForEachWork() {
    var speed = new SpeedGrowth(new Calls(1, 1), HIDDEN, 320);
    Growth batch = speed.batch(1, 8, 1, 3);
    check(batch.table(), "samples", List.of("score", "distill", "generate"), 1, 3);
    check(speed.depth(1, 8, 2).table(), "layers", List.of("score", "distill", "generate"), 2);
    check(
        speed.length(1, 16, 8, 16).table(),
        "tokens of a sample",
        List.of("score", "distill"),
        8,
        16);
    assertEquals("speed-batch", batch.name());
    assertTrue(batch.plot().png().length > 1000);
  }

  private static void check(Table table, String size, List<String> work, double... sizes) {
    assertEquals(size, table.columnNames().get(0));
    assertEquals(work, table.columnNames().subList(1, table.columnCount()));
    assertArrayEquals(sizes, table.numberColumn(0).asDoubleArray());
    for (String name : work) {
      assertTrue(table.doubleColumn(name).min() > 0, table.toString());
    }
  }

  @Test
  void memoryIsThePeakOfAProcessBesideWhatIsNeverHeld() {
    Table table = new MemoryGrowth(temp, 1, HIDDEN).vocabulary(2, 8, 4096).table();
    assertTrue(table.doubleColumn("score").get(0) > 50, table.toString());
    assertTrue(table.doubleColumn("distill").get(0) > 50, table.toString());
    // 16 tokens, 4096 logits of 4 bytes.
    assertEquals(.25, table.doubleColumn(3).get(0));
  }
}
