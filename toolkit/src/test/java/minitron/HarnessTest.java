package minitron;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import minitron.data.ItemSource;
import minitron.eval.Benchmark;
import minitron.eval.Evaluation;
import minitron.eval.Exchange;
import minitron.kernel.Mime;
import minitron.model.CausalLm;
import minitron.tensor.Stop;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Evaluation as a notebook types it. */
class HarnessTest {
  @TempDir Path temp;
  private Path model;
  private ItemSource items;

  @BeforeEach
  void write() throws IOException {
    model = Fixtures.model(temp.resolve("model"));
    String[] things = {"ball", "box", "hat", "dog", "cat", "cup"};
    List<String> rows = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      rows.add(
          """
          {"sentence": "Tom saw the _ and ran %d times.", "option1": "%s", "option2": "%s", "answer": "%d"}\
          """
              .formatted(i, things[i % 6], things[(i + 1 + i / 6) % 6], 1 + i % 2));
    }
    Files.createDirectories(temp.resolve("items/winogrande"));
    Files.write(temp.resolve("items/winogrande/validation.jsonl"), rows);
    Files.write(temp.resolve("items/winogrande/train.jsonl"), rows.subList(0, 4));
    items = Items.folder(temp.resolve("items").toString());
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
      List<? extends Exchange> asked = evaluation.task("animals").samples().get(1).exchanges();
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
  void aStoppedEvaluationGoesOnWithTheSameWeightsAlone() throws IOException {
    Harness.Options kept = Harness.options().batch(1).resume(temp.resolve("answers").toString());
    try (CausalLm teacher = Checkpoint.load(model.toString())) {
      Evaluation whole = Harness.evaluate(teacher, items, Tasks.WINOGRANDE.shots(0));
      Stop.request();
      var e =
          assertThrows(
              CancellationException.class,
              () -> Harness.evaluate(teacher, items, kept, Tasks.WINOGRANDE.shots(0)));
      assertTrue(e.getMessage().contains("The answers are kept in "), e.getMessage());
      int some = answers().get(0).size() - 1;
      assertTrue(0 < some && some < 24, some + " answers");
      Stop.clear();
      Evaluation resumed = Harness.evaluate(teacher, items, kept, Tasks.WINOGRANDE.shots(0));
      assertEquals(1 + 24, answers().get(0).size());
      assertSameScores(whole, resumed);
      try (CausalLm student = Depth.drop(teacher, Layers.of(1))) {
        Harness.evaluate(student, items, kept, Tasks.WINOGRANDE.shots(0));
      }
      assertEquals(List.of(25, 25), answers().stream().map(List::size).toList());
    }
  }

  @Test
  void aStoppedEvaluationThatKeepsNothingSaysHow() throws IOException {
    Files.createDirectories(temp.resolve("items/lambada"));
    Files.writeString(temp.resolve("items/lambada/test.jsonl"), "{\"text\": \"a red hat\"}\n");
    String how = " To keep answers: --resume FOLDER, in Java options().resume(\"FOLDER\").";
    Benchmark one = Tasks.LAMBADA_OPENAI.shots(0);
    try (CausalLm teacher = Checkpoint.load(model.toString())) {
      Stop.request();
      var options = Harness.options().batch(1);
      var e =
          assertThrows(
              CancellationException.class,
              () -> Harness.evaluate(teacher, items, options, Tasks.WINOGRANDE.shots(0)));
      assertEquals("Stopped on request after 1 of 24 requests." + how, e.getMessage());
      // Its one request is answered before anybody looks for a wish to stop.
      Evaluation some = Harness.evaluate(teacher, items, options, one, Tasks.WINOGRANDE.shots(0));
      assertTrue(some.ending().endsWith("after 1 of 24 requests." + how), some.ending());
    } finally {
      Stop.clear();
    }
  }

  @Test
  void whatIsAllowedIsNotUndone() {
    Harness.Options both = Harness.options().allowCode().allowWeakSandbox();
    assertEquals(both, Harness.options().allowWeakSandbox().allowCode());
    assertEquals(Harness.Code.LIMITED, both.code());
  }

  /** What ends a text is a part of what its answers depend on. */
  @Test
  void anotherEndOfTextsSharesNoAnswer() throws IOException {
    Harness.Options kept = Harness.options().resume(temp.resolve("answers").toString());
    for (String ends : new String[] {"[1]", "[1, 9]", "[9, 1]"}) {
      Files.writeString(
          model.resolve("generation_config.json"), "{\"eos_token_id\": %s}".formatted(ends));
      try (CausalLm teacher = Checkpoint.load(model.toString())) {
        Harness.evaluate(teacher, items, kept, Tasks.WINOGRANDE.shots(0));
      }
    }
    assertEquals(2, answers().size());
  }

  /** A run in a process of its own is killed as the system kills: SIGKILL, with no warning. */
  @Test
  void aKilledEvaluationGoesOnToTheSameTable() throws IOException, InterruptedException {
    int documents = 3000;
    Path file = temp.resolve("items/winogrande/validation.jsonl");
    List<String> rows = new ArrayList<>();
    for (int i = 0; i < documents; i++) {
      rows.add(
          """
          {"sentence": "Tom saw the _ and ran %d times.", "option1": "ball", "option2": "hat", "answer": "%d"}"""
              .formatted(i, 1 + i % 2));
    }
    Files.write(file, rows);
    Path answers = temp.resolve("answers");
    Process child =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                "minitron.cli.Main",
                "evaluate",
                model.toString(),
                "--task",
                "winogrande=0",
                "--data",
                temp.resolve("items").toString(),
                "--batch",
                "1",
                "--resume",
                answers.toString())
            .redirectErrorStream(true)
            .redirectOutput(temp.resolve("child.txt").toFile())
            .start();
    while (child.isAlive() && kept() < 200) {
      child.waitFor(10, TimeUnit.MILLISECONDS);
    }
    child.destroyForcibly().waitFor();
    String said = Files.readString(temp.resolve("child.txt"));
    assertEquals(128 + 9, child.exitValue(), said);
    long before = kept();
    assertTrue(before >= 200 && before < 2L * documents, before + " answers");
    try (CausalLm teacher = Checkpoint.load(model.toString())) {
      Harness.Options options = Harness.options().resume(answers.toString());
      Evaluation resumed = Harness.evaluate(teacher, items, options, Tasks.WINOGRANDE.shots(0));
      assertEquals(1 + 2 * documents, answers().get(0).size(), "each request is answered once");
      assertSameScores(Harness.evaluate(teacher, items, Tasks.WINOGRANDE.shots(0)), resumed);
    }
  }

  private long kept() throws IOException {
    return Files.isDirectory(temp.resolve("answers"))
        ? answers().stream().mapToLong(lines -> lines.size() - 1).sum()
        : 0;
  }

  private List<List<String>> answers() throws IOException {
    List<List<String>> lines = new ArrayList<>();
    try (Stream<Path> files = Files.list(temp.resolve("answers"))) {
      for (Path file : files.toList()) {
        lines.add(Files.readAllLines(file));
      }
    }
    return lines;
  }

  private static void assertSameScores(Evaluation expected, Evaluation actual) {
    assertEquals(expected.toString(), actual.toString());
    for (int i = 0; i < expected.answers().size(); i++) {
      assertEquals(
          expected.answers().get(i).logLikelihood(), actual.answers().get(i).logLikelihood(), 1e-4);
    }
  }

  @Test
  void anEvaluationIsShownWithItsErrorAndItsChance() {
    try (CausalLm teacher = Checkpoint.load(model.toString())) {
      Evaluation found = Harness.evaluate(teacher, items, Tasks.WINOGRANDE.shots(2));
      String text = Mime.bundle(found).text();
      assertTrue(text.contains("| task       | shots | measure |"), text);
      assertTrue(text.contains(" ± ") && text.contains(" 50.0 % |        12 |"), text);
    }
  }
}
