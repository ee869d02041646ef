package minitron.paper;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import minitron.Checkpoint;
import minitron.Fixtures;
import minitron.Harness;
import minitron.Items;
import minitron.model.CausalLm;
import minitron.paper.printed.Table1;
import minitron.text.ItemSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Claims on scores, of a model that answers the same question always in the same way. */
class ArmScoresTest {
  private static final String ROW =
      "{'sentence': 'Tom saw the _ and ran.', 'option1': 'cat', 'option2': 'box', 'answer': '%d'}";
  private static final Claim CLAIM = new Claim("One is better", "Table 1", "");

  @TempDir Path temp;

  /** With one and the same right answer a model has 0 or 100 %. */
  @Test
  void whereAllAnswersAreRightSomethingIsKnown() {
    Outcome first = outcome("first", 1);
    Outcome second = outcome("second", 2);
    assertEquals(Set.of(Outcome.DOES_NOT_HOLD, Outcome.NOT_TESTABLE), Set.of(first, second));
  }

  private Outcome outcome(String name, int answer) {
    Path folder = temp.resolve(name);
    Fixtures.rows(folder, "winogrande/validation", ROW.formatted(answer), 6);
    ItemSource items = Items.of(folder.toString());
    try (CausalLm model = Checkpoint.load(Fixtures.model(folder.resolve("model")).toString())) {
      PaperTable table =
          PaperTable.on(Table1.PRINTED, items, Harness.options())
              .shots(0)
              .add("a", model)
              .add("b", model);
      ArmScores once = new ArmScores(List.of("a", "b"), List.of(table));
      assertEquals(Outcome.NONE, once.more(CLAIM, "Winogrande", "a", "b", 2).outcome());
      assertEquals(Outcome.NONE, once.above(CLAIM, "Winogrande", "a", 50).outcome());
      ArmScores twice = new ArmScores(List.of("a", "b"), List.of(table, table));
      Verdict verdict = twice.more(CLAIM, "Winogrande", "a", "b", 2);
      double score = table.score("a", "Winogrande");
      Outcome known = twice.above(CLAIM, "Winogrande", "a", 50).outcome();
      assertEquals(score == 1 ? Outcome.HOLDS : Outcome.NOT_TESTABLE, known);
      assertTrue(score == 1 || verdict.measured().endsWith("more than guess in Winogrande"));
      return verdict.outcome();
    }
  }
}
