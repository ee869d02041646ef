package minitron.paper;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import minitron.Checkpoint;
import minitron.Fixtures;
import minitron.Harness;
import minitron.Items;
import minitron.Refusal;
import minitron.eval.result.Evaluation;
import minitron.eval.run.EvaluateOptions;
import minitron.infer.Sampling;
import minitron.model.CausalLm;
import minitron.paper.printed.Table1;
import minitron.sandbox.Sandbox;
import minitron.text.ItemSource;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tech.tablesaw.api.Table;

/**
 * Each benchmark of Table 1 has its own way of being asked, and says so where the paper's differs.
 */
class Table1SettingsTest {
  private static final EvaluateOptions CODE = Harness.options().allowWeakSandbox();
  private static final int SUMMARIES = 6;
  private static final int HUMAN_EVAL = 8;

  @TempDir Path temp;
  private ItemSource items;

  @BeforeEach
  void write() {
    Fixtures.rows(temp, "gsm8k/test", "{'question': 'How many?', 'answer': 'So. #### 2'}", 2);
    Fixtures.rows(temp, "xlsum/test", "{'text': 'Tom ran.', 'summary': 'He ran.'}", 10);
    Fixtures.rows(
        temp,
        "mbpp/test",
        "{'task_id': 11, 'text': 'Say yes.', 'code': '', 'test_list': ['a', 'b', 'c']}",
        1);
    Fixtures.rows(
        temp,
        "humaneval/test",
        "{'prompt': 'def f():', 'canonical_solution': '', 'test': '', 'entry_point': 'f'}",
        2);
    items = Items.of(temp.toString());
  }

  @Test
  void thePapersWayIsTaken() {
    PaperTable table = PaperTable.on(Table1.PRINTED, items, CODE);
    assertEquals("XLSum en (20%)", label(table, SUMMARIES));
    assertEquals("MBPP", label(table, 7));
    assertEquals("HumanEval (n=20)", label(table, HUMAN_EVAL));
    // A fifth of ten summaries; every problem.
    Table plan = table.plan();
    assertEquals(2, plan.doubleColumn("documents").get(SUMMARIES));
    assertEquals(2, plan.doubleColumn("documents").get(HUMAN_EVAL));
    EvaluateOptions human = table.rows().get(HUMAN_EVAL).options();
    assertEquals(20, human.samples());
    assertEquals(new Sampling(.2, .95, 0), human.sampling());
    assertEquals(Sampling.GREEDY, table.rows().get(4).options().sampling());
  }

  @Test
  void anotherWayIsNamedBesideThePapers() {
    PaperTable one =
        PaperTable.on(Table1.PRINTED, items, CODE).asking("HumanEval", how -> how.samples(1));
    assertEquals("HumanEval (n=1; paper n=20)", label(one, HUMAN_EVAL));
    PaperTable greedy = one.asking("HumanEval", how -> how.temperature(0).topP(1));
    assertEquals("HumanEval (n=1, greedy; paper n=20)", label(greedy, HUMAN_EVAL));
    PaperTable hot = one.asking("HumanEval", how -> how.samples(20).temperature(.8));
    assertEquals(
        "HumanEval (n=20, temperature 0.8, top-p 0.95; paper n=20)", label(hot, HUMAN_EVAL));
    PaperTable dull = one.asking("MBPP", how -> how.temperature(0).topP(1));
    assertEquals("MBPP (greedy)", label(dull, 7));
    // One of ten is less than a fifth; of two limits the lower one holds.
    assertEquals(
        "XLSum en (1 of 10; paper 20%)",
        label(PaperTable.on(Table1.PRINTED, items, CODE.limit(1)), SUMMARIES));
    PaperTable all = one.asking("XLSum en", how -> how.limit(10));
    assertEquals("XLSum en (10 of 10; paper 20%)", label(all, SUMMARIES));
    assertEquals(
        "XLSum en (20%)", label(PaperTable.on(Table1.PRINTED, items, CODE.limit(5)), SUMMARIES));
  }

  private static String label(PaperTable table, int row) {
    return table.plan().stringColumn("benchmark").get(row);
  }

  @Test
  void drawnTextsOfAllBenchmarksAreRefused() {
    EvaluateOptions drawn = CODE.samples(20).temperature(.2).topP(.95);
    Refusal.of(() -> PaperTable.on(Table1.PRINTED, items, drawn), "table.asking(\"HumanEval\"");
    Refusal.of(
        () -> PaperTable.on(Table1.PRINTED, items, CODE).asking("HumanEval (n=20)", how -> how),
        "HumanEval");
  }

  /** What one benchmark cannot be asked shows before the others are asked for hours. */
  @Test
  void whatCannotBeAskedIsRefusedBeforeAnythingIs() {
    requireSandbox();
    Path answers = temp.resolve("answers");
    PaperTable table =
        PaperTable.on(Table1.PRINTED, items, CODE.resume(answers.toString())).shots(0);
    try (CausalLm teacher = model()) {
      String message = Refusal.of(() -> table.add("teacher", teacher));
      assertTrue(message.startsWith("humaneval writes up to 1024 tokens"), message);
    }
    assertFalse(Files.exists(answers));
  }

  @Test
  void greedyAndDrawnBenchmarksStandInOneTable() {
    requireSandbox();
    PaperTable plan =
        PaperTable.on(Table1.PRINTED, items, CODE.maxTokens(4))
            .shots(0)
            .without("MBPP", "one is enough")
            .asking("HumanEval", how -> how.samples(3));
    try (CausalLm teacher = model()) {
      PaperTable table = plan.add("teacher", teacher).add("again", teacher);
      List<Evaluation> parts = table.evaluations("teacher");
      assertEquals(
          List.of("gsm8k", "xlsum", "humaneval"),
          parts.stream().map(part -> part.tasks().get(0).name()).toList());
      assertEquals(1, parts.get(0).task("gsm8k").samples().get(0).instances().size());
      assertEquals(3, parts.get(2).task("humaneval").samples().get(0).instances().size());
      assertEquals(3, parts.get(2).config().generation().repeats());
      double value = table.table().doubleColumn("teacher").get(HUMAN_EVAL);
      assertEquals(parts.get(2).task("humaneval").score("pass@1"), value);
      assertTrue(table.toString().contains("HumanEval (n=3; paper n=20) (0)"), table.toString());
      assertEquals(3, table.compare("teacher", "again").rows().size());
    }
  }

  private CausalLm model() {
    return Checkpoint.load(Fixtures.model(temp.resolve("model")).toString());
  }

  private static void requireSandbox() {
    try {
      Sandbox.find(true);
    } catch (IllegalStateException e) {
      Assumptions.abort(e.getMessage());
    }
  }
}
