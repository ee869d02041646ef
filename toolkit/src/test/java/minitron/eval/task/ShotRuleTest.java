package minitron.eval.task;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import java.util.List;
import java.util.stream.IntStream;
import minitron.Refusal;
import minitron.eval.harness.PythonRandom;
import minitron.text.ItemSplit;
import minitron.text.Row;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class ShotRuleTest {

  /** By CPython 3.11: random.Random(1234).sample(range(10), 3), then sample(range(10), 4). */
  @Test
  void drawsAsManyAsAskedOrOneMore() {
    ItemSplit pool = pool(10, 10);
    assertEquals(
        List.of(7, 1, 0), indices(pool, ShotRule.DRAW.draw(pool, number(77), 3, seeded())));
    assertEquals(
        List.of(7, 1, 0), indices(pool, ShotRule.DRAW_OTHERS.draw(pool, number(77), 3, seeded())));
  }

  @Test
  void takesTheFirstWithoutDrawing() {
    assertEquals(List.of(0, 1), values(ShotRule.FIRST.draw(pool(5, 5), number(0), 2, seeded())));
    assertThrows(
        IllegalArgumentException.class,
        () -> ShotRule.FIRST.draw(pool(5, 5), number(0), 6, seeded()));
  }

  @Test
  void leavesTheDocumentOut() {
    ItemSplit pool = pool(10, 10);
    assertEquals(
        List.of(7, 0, 9), indices(pool, ShotRule.DRAW_OTHERS.draw(pool, number(1), 3, seeded())));
  }

  /** The harness's own sampler gave these: ten rows of three values, document 0, four shots. */
  @Test
  void drawsAnewWhereThePoolHoldsCopies() {
    ItemSplit pool = pool(10, 3);
    PythonRandom random = seeded();
    assertEquals(
        List.of(1, 2, 1, 2), values(ShotRule.DRAW_OTHERS.draw(pool, number(0), 4, random)));
    assertEquals(
        List.of(0, 0, 2, 0), values(ShotRule.DRAW_OTHERS.draw(pool, number(1), 4, random)));
    assertEquals(
        List.of(1, 1, 0, 0), values(ShotRule.DRAW_OTHERS.draw(pool, number(2), 4, random)));
  }

  @Test
  void aPoolTooSmallIsNamed() {
    assertEquals(
        "t/train.jsonl has 5 rows to draw from, but 6 are drawn; ask for fewer shots or add rows.",
        Refusal.of(() -> ShotRule.DRAW_OTHERS.draw(pool(5, 5), number(9), 5, seeded())));
  }

  @Property(tries = 300)
  void theDocumentIsNeverItsOwnExample(
      @ForAll @IntRange(min = 0) int seed,
      @ForAll @IntRange(min = 1, max = 5) int shots,
      @ForAll @IntRange(min = 12, max = 60) int rows) {
    ItemSplit pool = pool(rows, 4);
    PythonRandom random = new PythonRandom(seed);
    for (int i = 0; i < 4; i++) {
      Row document = number(i);
      List<Row> drawn = ShotRule.DRAW_OTHERS.draw(pool, document, shots, random);
      assertEquals(shots, drawn.size());
      assertFalse(drawn.stream().anyMatch(row -> row.fields().equals(document.fields())));
      assertTrue(pool.rows().containsAll(drawn));
    }
  }

  private static PythonRandom seeded() {
    return new PythonRandom(1234);
  }

  private static ItemSplit pool(int rows, int values) {
    return new ItemSplit(
        "t/train.jsonl", IntStream.range(0, rows).mapToObj(i -> number(i % values)).toList(), "");
  }

  private static Row number(int value) {
    JsonObject fields = new JsonObject();
    fields.addProperty("n", value);
    return new Row(fields, "a test");
  }

  private static List<Integer> indices(ItemSplit pool, List<Row> rows) {
    return rows.stream().map(pool.rows()::indexOf).toList();
  }

  private static List<Integer> values(List<Row> rows) {
    return rows.stream().map(row -> row.whole("n")).toList();
  }
}
