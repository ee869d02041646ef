package minitron;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import minitron.eval.metric.Instance;
import minitron.eval.result.Differences;
import minitron.eval.result.Evaluation;
import minitron.eval.run.EvaluateOptions;
import minitron.host.Mime;
import minitron.model.CausalLm;
import minitron.text.ItemSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Evaluation as a notebook types it. */
class HarnessTest {
  @TempDir Path temp;
  private Path model;
  private ItemSource items;

  @BeforeEach
  void write() {
    model = Fixtures.model(temp.resolve("model"));
    items = Sentences.write(temp.resolve("items"));
  }

  @Test
  void twoModelsAreComparedDocumentByDocument() {
    try (CausalLm teacher = Checkpoint.load(model.toString());
        CausalLm student = Depth.drop(teacher, Layers.of(2))) {
      Evaluation first = Harness.evaluate(teacher, items, Tasks.WINOGRANDE.shots(0));
      Evaluation second = Harness.evaluate(student, items, Tasks.WINOGRANDE.shots(0));
      Differences compared = Harness.compare(first, second).named("teacher", "student");
      double gained =
          second.task("winogrande").score("acc") - first.task("winogrande").score("acc");
      assertEquals(gained, compared.rows().get(0).difference().value(), 1e-12);
      assertEquals(1, compared.table().rowCount());
      String text = Mime.bundle(compared).toString();
      assertTrue(text.contains("student − teacher") && text.contains("McNemar p"), text);
      assertEquals(0, Harness.compare(first, first).rows().get(0).difference().value());
      Evaluation fewer =
          Harness.evaluate(teacher, items, Harness.options().limit(3), Tasks.WINOGRANDE.shots(0));
      var e = assertThrows(IllegalArgumentException.class, () -> Harness.compare(first, fewer));
      assertTrue(e.getMessage().contains("documents are 12"), e.getMessage());
    }
  }

  /** What a notebook types for a task of its own. */
  @Test
  void aTaskOfOnesOwnRunsAsAnyOther() throws IOException {
    Files.createDirectories(temp.resolve("items/animals"));
    Files.writeString(
        temp.resolve("items/animals/test.jsonl"),
        """
        {"animal": "cat", "sounds": ["miaow", "woof"], "answer": 0}
        {"animal": "dog", "sounds": ["moo", "miaow", "woof"], "answer": 2}
        """);

    var animals =
        Tasks.multipleChoice("animals")
            .data("animals", "test")
            .examples("test")
            .question(row -> "What does a " + row.text("animal") + " say?\nIt says:")
            .choices(row -> row.texts("sounds"))
            .right(row -> row.whole("answer"))
            .metrics("acc", "acc_norm");

    try (CausalLm teacher = Checkpoint.load(model.toString())) {
      Evaluation evaluation = Harness.evaluate(teacher, items, animals.shots(1));
      assertTrue(evaluation.toString().contains("|animals|      1|none  |     1|acc     |↑"));
      List<? extends Instance> asked = evaluation.task("animals").samples().get(1).instances();
      assertEquals(3, asked.size());
      assertTrue(
          asked.get(2).arguments().get(0).toString().endsWith("a dog say?\nIt says:")
              && asked.get(2).arguments().get(1).equals(" woof"));
    }
  }

  /** The built-in ARC, written again as a user would, asks and scores the same. */
  @Test
  void aBuiltInTaskCanBeWrittenThatWayToo() throws IOException {
    Files.createDirectories(temp.resolve("items/arc_challenge"));
    List<String> rows = new ArrayList<>();
    for (int i = 0; i < 9; i++) {
      rows.add(
          """
          {"question": "Has Tom %d hats?", "choices": {"text": ["yes", "no"], "label": ["A", "B"]}, "answerKey": "%s"}"""
              .formatted(i, i % 2 == 0 ? "A" : "B"));
    }
    Files.write(temp.resolve("items/arc_challenge/test.jsonl"), rows);
    Files.write(temp.resolve("items/arc_challenge/train.jsonl"), rows);
    var own =
        Tasks.multipleChoice("arc_challenge")
            .data("arc_challenge", "test")
            .examples("train")
            .question(row -> "Question: " + row.text("question") + "\nAnswer:")
            .choices(row -> row.child("choices").texts("text"))
            .right(row -> row.child("choices").texts("label").indexOf(row.text("answerKey")))
            .metrics("acc", "acc_norm");
    try (CausalLm teacher = Checkpoint.load(model.toString())) {
      Evaluation ours = Harness.evaluate(teacher, items, own.shots(2));
      Evaluation builtIn = Harness.evaluate(teacher, items, Tasks.ARC_CHALLENGE.shots(2));
      assertEquals(builtIn.toJson(), ours.toJson());
    }
  }

  @Test
  void whatIsAllowedIsNotUndone() {
    EvaluateOptions both = Harness.options().allowCode().allowWeakSandbox();
    assertEquals(both, Harness.options().allowWeakSandbox().allowCode());
    assertEquals(EvaluateOptions.Code.LIMITED, both.code());
  }

  @Test
  void anEvaluationIsShownWithItsErrorAndItsChance() {
    try (CausalLm teacher = Checkpoint.load(model.toString())) {
      Evaluation found = Harness.evaluate(teacher, items, Tasks.WINOGRANDE.shots(2));
      String text = Mime.bundle(found).text();
      assertTrue(text.contains("| task       | shots | metric |"), text);
      assertTrue(text.contains(" ± ") && text.contains(" 50.0 % |        12 |"), text);
    }
  }
}
