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
    assertEquals(Set.of(Outcome.NONE, Outcome.NOT_TESTABLE), Set.of(first, second));
  }

  private Outcome outcome(String name, int answer) {
    Path folder = temp.resolve(name);
    Fixtures.rows(folder, "winogrande/validation", ROW.formatted(answer), 6);
    ItemSource items = Items.of(folder.toString());
    try (CausalLm model = Checkpoint.load(Fixtures.model(folder.resolve("model")).toString())) {
      Table1 table = Table1.on(items, Harness.options()).shots(0).add("a", model).add("b", model);
      ArmScores scores = new ArmScores(List.of("a", "b"), List.of(table));
      Verdict verdict = scores.more(CLAIM, "Winogrande", "a", "b", 2);
      double score = table.score("a", "Winogrande");
      assertEquals(score == 1 ? Outcome.NONE : Outcome.NOT_TESTABLE, verdict.outcome());
      assertEquals(verdict.outcome(), scores.above(CLAIM, "Winogrande", "a", 50).outcome());
      assertTrue(score == 1 || verdict.measured().endsWith("more than guess in Winogrande"));
      return verdict.outcome();
    }
  }
}
