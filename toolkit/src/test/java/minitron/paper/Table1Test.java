package minitron.paper;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import minitron.Checkpoint;
import minitron.Depth;
import minitron.Fixtures;
import minitron.Harness;
import minitron.Items;
import minitron.Layers;
import minitron.Refusal;
import minitron.eval.result.Differences;
import minitron.eval.result.PairedDifference;
import minitron.host.Mime;
import minitron.model.CausalLm;
import minitron.paper.printed.Table1;
import minitron.text.ItemSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import tech.tablesaw.api.Table;

/** The paper's table, and one's own in its form. */
class Table1Test {
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
    Fixtures.rows(
        temp,
        "winogrande/train",
        "{'sentence': 'I see a _ here.', 'option1': 'hat', 'option2': 'ball', 'answer': '2'}",
        8);
    for (String subject : List.of("anatomy", "virology")) {
      Fixtures.rows(
          temp,
          "mmlu/" + subject + ".test",
          "{'question': 'Where?', 'choices': ['a', 'b', 'c', 'd'], 'answer': 3}",
          5);
      Fixtures.rows(
          temp,
          "mmlu/" + subject + ".dev",
          "{'question': 'Who?', 'choices': ['a', 'b', 'c', 'd'], 'answer': 0}",
          5);
    }
    Fixtures.rows(temp, "humaneval/test", "{'prompt': 'def f():'}", 1);
    items = Items.of(temp.toString());
  }

  @Test
  void thePaperIsPrintedAsItStands() {
    String paper = Table1.PRINTED.table().toString();
    assertTrue(paper.contains("XLSum en (20%) (3)"), paper);
    // Of one size: 42.9 twice is best, 38.2 second; a teacher has no mark.
    String truth = line(paper, "Truthfulqa (0)");
    assertEquals(
        "Truthfulqa (0) – **42.9** _38.2_ **42.9** _45_ 42.6 _45.0_ **47.6** 49.8 48.3",
        truth.replaceAll(" +", " "));
  }

  @Test
  void whatTheDataLacksStaysEmptyAndSaysWhy() {
    Table plan = PaperTable.on(Table1.PRINTED, items, Harness.options().limit(4)).plan();
    assertEquals(9, plan.rowCount());
    assertEquals(
        List.of(
            "",
            "the data has no arc_challenge/test",
            "55 subjects without data, e.g. mmlu/abstract_algebra.test",
            "the data has no hellaswag/validation",
            "the data has no gsm8k/test",
            "the data has no truthfulqa/validation",
            "the data has no xlsum/test",
            "the data has no mbpp/test"),
        plan.stringColumn("reason not run").asList().subList(0, 8));
    assertTrue(plan.stringColumn("reason not run").get(8).contains("allowCode"), plan.toString());
    assertEquals(4, plan.doubleColumn("documents").get(0));
    assertEquals(8, plan.doubleColumn("documents").get(2));
    assertEquals(5, plan.doubleColumn("shots").get(0));
    assertEquals("MMLU, 2 of 57 subjects", plan.stringColumn("benchmark").get(2));
  }

  @Test
  void withoutModelsItShowsThePapersColumnsAlone() {
    String text = PaperTable.on(Table1.PRINTED, items, Harness.options()).scores().toString();
    assertEquals(
        List.of("paper: Llama 3.1            paper: Mistral NeMo"),
        text.lines().map(String::strip).filter(line -> line.startsWith("paper:")).toList());
    assertEquals(9, text.lines().filter(line -> line.matches(".*\\(\\d+\\) .*")).count(), text);
  }

  @Test
  void aBenchmarkIsLeftOutByItsName() {
    PaperTable all = PaperTable.on(Table1.PRINTED, items, Harness.options());
    Table plan = all.without("MMLU", "no time").plan();
    assertEquals("MMLU", plan.stringColumn("benchmark").get(2));
    assertEquals("no time", plan.stringColumn("reason not run").get(2));
    assertTrue(plan.doubleColumn("documents").isMissing(2));
    String message = Refusal.of(() -> all.without("mmlu", "no time"));
    assertTrue(
        message.startsWith(
            "There is no benchmark \"mmlu\" in Table 1; there are Winogrande, Arc_challenge,"),
        message);
  }

  @Test
  void answersAreNotThrownAway() {
    try (CausalLm teacher = model) {
      PaperTable table =
          PaperTable.on(Table1.PRINTED, items, Harness.options())
              .without("MMLU", "no time")
              .add("teacher", teacher);
      for (Executable change :
          List.<Executable>of(
              () -> table.shots(0), () -> table.without("Winogrande", "too easy"))) {
        String message = Refusal.of(change);
        assertTrue(message.startsWith("The table already has results of teacher: "));
      }
    }
  }

  @Test
  void modelsStandSideBySide() {
    try (CausalLm teacher = model;
        CausalLm student = Depth.drop(teacher, Layers.of(2))) {
      PaperTable table =
          PaperTable.on(Table1.PRINTED, items, Harness.options())
              .shots(1)
              .add("teacher", teacher)
              .add("student", student);
      assertEquals(1, table.evaluations("teacher").size());
      Table scores = table.table();
      double expected = 100 * table.evaluations("student").get(0).task("winogrande").score("acc");
      assertEquals(expected, 100 * scores.doubleColumn("student").get(0), 1e-9);
      assertTrue(scores.doubleColumn("student").isMissing(1));
      assertEquals(.773, scores.doubleColumn("paper: Llama 3.1 8B").get(0), 1e-12);
      String text = Mime.bundle(table).toString();
      assertTrue(text.contains("Winogrande (1; paper 5)"), text);
      assertTrue(text.contains("Truthfulqa (0)"), text);
      assertTrue(text.contains("MMLU, 2 of 57 subjects (1; paper 5)"), text);
      Differences gained = table.compare("teacher", "student");
      assertEquals(
          List.of("winogrande", "mmlu"),
          gained.rows().stream().map(PairedDifference::task).toList());
      assertEquals(10, gained.rows().get(1).documents());
      assertFalse(table.plot().sketch().isEmpty());
      assertEquals(
          "There is no model \"other\" in the table; there is teacher, student.",
          Refusal.of(() -> table.evaluations("other")));
    }
  }

  private static String line(String text, String begin) {
    return text.lines().filter(line -> line.startsWith(begin)).findFirst().orElseThrow();
  }
}
