package minitron.prune;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import minitron.Fixtures;
import minitron.model.CausalLm;
import minitron.model.FreshModel;
import minitron.runs.Ending;
import org.junit.jupiter.api.Test;
import tech.tablesaw.api.Table;

/** Two layers of 24 channels, 40 neurons and 4 heads of 6 channels in 2 groups. */
class WidthPlanTest {
  private final CausalLm model = FreshModel.of(Fixtures.config(2), 1, null);
  private final WidthScores rising =
      new WidthScores(
              row(24),
              Collections.nCopies(2, row(40)),
              Collections.nCopies(2, row(4)),
              "a test",
              Ending.WHOLE)
          .forAnyModel();
  private final WidthPlan plan =
      WidthPlan.of(model, rising, WidthTarget.ALL.hidden(20).mlp(30).heads(2));

  @Test
  void shapesAreThoseOfTheTrimmedModel() {
    Table shapes = plan.shapes();
    List<String> names = shapes.stringColumn("weight").asList();
    int query = names.indexOf("model.layers.*.self_attn.q_proj.weight");
    int down = names.indexOf("model.layers.*.mlp.down_proj.weight");
    assertEquals("24 × 24", shapes.stringColumn("before").get(query));
    assertEquals("12 × 20", shapes.stringColumn("after").get(query));
    assertEquals("24 × 40", shapes.stringColumn("before").get(down));
    assertEquals("20 × 30", shapes.stringColumn("after").get(down));
    assertEquals(2 * 20 * 30, shapes.longColumn("parameters after").get(down));
    int all = shapes.rowCount() - 1;
    long rows = shapes.longColumn("parameters after").asList().stream().mapToLong(n -> n).sum();
    assertEquals(rows, 2 * shapes.longColumn("parameters after").get(all));
    assertEquals(
        WidthTrim.trim(model, plan.kept()).parameterCount(),
        shapes.longColumn("parameters after").get(all));
  }

  @Test
  void ranksAreCountedFromOne() {
    Table ranks = plan.ranked(2);
    assertEquals("24, 23, 22, 21, 20, 19, …, 3, 2, 1", ranks.stringColumn(1).get(0));
    assertEquals("4, 3, 2, 1", ranks.stringColumn(1).get(2));
    assertEquals(20, ranks.longColumn("kept").get(0));
    assertEquals(4, ranks.longColumn("of").get(2));
    assertThrows(IllegalArgumentException.class, () -> plan.ranked(3));
  }

  private static List<Float> row(int count) {
    return IntStream.rangeClosed(1, count).mapToObj(i -> (float) i).toList();
  }
}
