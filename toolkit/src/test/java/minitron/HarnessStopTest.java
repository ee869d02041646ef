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
import java.util.function.Supplier;
import java.util.stream.Stream;
import minitron.eval.result.Evaluation;
import minitron.eval.run.EvaluateOptions;
import minitron.eval.task.Benchmark;
import minitron.model.CausalLm;
import minitron.runs.Cancel;
import minitron.text.ItemSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An evaluation that is stopped or killed, and what it keeps. */
class HarnessStopTest {
  @TempDir Path temp;
  private Path model;
  private ItemSource items;

  @BeforeEach
  void write() {
    model = Fixtures.model(temp.resolve("model"));
    items = Sentences.write(temp.resolve("items"));
  }

  @Test
  void aStoppedEvaluationGoesOnWithTheSameWeightsAlone() throws IOException {
    EvaluateOptions kept = Harness.options().batch(1).resume(temp.resolve("answers").toString());
    try (CausalLm teacher = Checkpoint.load(model.toString())) {
      Evaluation whole = Harness.evaluate(teacher, items, Tasks.WINOGRANDE.shots(0));
      var e =
          assertThrows(
              CancellationException.class,
              () ->
                  stopped(() -> Harness.evaluate(teacher, items, kept, Tasks.WINOGRANDE.shots(0))));
      assertTrue(e.getMessage().contains("The answers are kept in "), e.getMessage());
      int some = answers().get(0).size() - 1;
      assertTrue(0 < some && some < 24, some + " answers");
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
    // As many passes at once as there are processors.
    int round = Math.min(24, Runtime.getRuntime().availableProcessors());
    String after = " after %s of 24 requests.".formatted(round);
    Benchmark one = Tasks.LAMBADA_OPENAI.shots(0);
    try (CausalLm teacher = Checkpoint.load(model.toString())) {
      var options = Harness.options().batch(1);
      var e =
          assertThrows(
              CancellationException.class,
              () ->
                  stopped(
                      () -> Harness.evaluate(teacher, items, options, Tasks.WINOGRANDE.shots(0))));
      assertEquals("Stopped on request" + after + how, e.getMessage());
      // Its one request is answered before anybody looks for a wish to stop.
      Evaluation some =
          stopped(() -> Harness.evaluate(teacher, items, options, one, Tasks.WINOGRANDE.shots(0)));
      assertTrue(some.ending().text().endsWith(after + how), some.ending().text());
    }
  }

  private static Evaluation stopped(Supplier<Evaluation> call) {
    var cancel = new Cancel();
    cancel.request();
    return cancel.during(call);
  }

  /** What ends a text is a part of what its answers depend on. */
  @Test
  void anotherEndOfTextsSharesNoAnswer() throws IOException {
    EvaluateOptions kept = Harness.options().resume(temp.resolve("answers").toString());
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
      EvaluateOptions options = Harness.options().resume(answers.toString());
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
}
