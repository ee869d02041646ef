package minitron.eval.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import minitron.Checkpoint;
import minitron.Fixtures;
import minitron.Harness;
import minitron.Items;
import minitron.Tasks;
import minitron.model.CausalLm;
import minitron.text.ItemSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tech.tablesaw.api.Table;

/** One document's whole way through a task. */
class ExplanationTest {
  @TempDir Path temp;
  private CausalLm model;
  private ItemSource items;

  @BeforeEach
  void write() {
    model = Checkpoint.load(Fixtures.model(temp.resolve("model")).toString());
    Fixtures.rows(
        temp,
        "winogrande/validation",
        "{'sentence': 'Tom saw the _ and ran.', 'option1': 'cat', 'option2': 'box', 'answer': '1'}",
        6);
    items = Items.of(temp.toString());
  }

  @Test
  void aDocumentIsTakenApart() {
    try (CausalLm teacher = model) {
      Explanation found = Harness.explain(teacher, items, Tasks.WINOGRANDE.shots(0), 2);
      assertEquals(2, found.inspection().sample().docId());
      var answer = found.inspection().answers().get(0);
      double sum = answer.tokens().stream().mapToDouble(token -> token.logProbability()).sum();
      assertEquals(answer.instance().scored().logLikelihood(), sum, 1e-4);
      String text = found.toString();
      assertTrue(text.contains("Tom saw 2 the"), text);
      assertTrue(text.contains("1 ✓") && text.contains("2 ✗"), text);
    }
  }

  /**
   * What Winogrande scores is the rest of the sentence: by the option's length it means nothing.
   */
  @Test
  void lengthsAreShownWhereTheyCount() {
    Fixtures.rows(
        temp,
        "arc_challenge/test",
        "{'question': 'Who?', 'choices': {'text': ['Tom', 'a cat'], 'label': ['A', 'B']},"
            + " 'answerKey': 'B'}",
        1);
    try (CausalLm teacher = model) {
      Table parts = Harness.explain(teacher, items, Tasks.WINOGRANDE.shots(0), 0).table();
      assertFalse(parts.columnNames().contains("per character"), parts.toString());
      Table whole = Harness.explain(teacher, items, Tasks.ARC_CHALLENGE.shots(0), 0).table();
      double sum = whole.doubleColumn("log-likelihood").get(1);
      assertEquals(sum / 5, whole.doubleColumn("per character").get(1), 1e-12);
    }
  }
}
