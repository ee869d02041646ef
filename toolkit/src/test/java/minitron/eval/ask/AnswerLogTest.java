package minitron.eval.ask;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import minitron.Refusal;
import minitron.eval.result.Evaluation;
import minitron.eval.run.AnswerFolder;
import minitron.eval.run.Evaluator;
import minitron.eval.task.Benchmark;
import minitron.eval.task.Limit;
import minitron.eval.task.Task;
import minitron.eval.tasks.Gsm8k;
import minitron.eval.tasks.Winogrande;
import minitron.io.Disk;
import minitron.text.ItemFolder;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Answers that outlive a run: nothing is asked twice, and nothing stale is used. */
class AnswerLogTest {
  private static final int DOCUMENTS = 10;
  private static final Map<String, String> WEIGHTS = Map.of("weights_sha256", "1234");
  @TempDir Path temp;
  private Path data;

  @BeforeEach
  void write() throws IOException {
    data = temp.resolve("data");
    Files.createDirectories(data.resolve("gsm8k"));
    Files.createDirectories(data.resolve("winogrande"));
    List<String> sums = new ArrayList<>();
    List<String> blanks = new ArrayList<>();
    for (int i = 0; i < DOCUMENTS; i++) {
      sums.add("{\"question\": \"What is %d?\", \"answer\": \"#### %d\"}".formatted(i, i));
      blanks.add(
          "{\"sentence\": \"%d é _ .\", \"option1\": \"x\", \"option2\": \"yy\", \"answer\": \"1\"}"
              .formatted(i));
    }
    Files.write(data.resolve("gsm8k/test.jsonl"), sums);
    Files.write(data.resolve("winogrande/validation.jsonl"), blanks);
  }

  private Evaluation run(CountingModel model, Map<String, String> identity, Benchmark... tasks) {
    return run(model, Optional.of(new AnswerFolder(temp.resolve("answers"), identity)), tasks);
  }

  private Evaluation run(CountingModel model, Optional<AnswerFolder> answers, Benchmark... tasks) {
    var text = Models.of(new CharCodec(), model.scorer(), model.generator(), 1000);
    return new Evaluator(text, new ItemFolder(data), Limit.NONE, answers).run(List.of(tasks));
  }

  @Test
  void aStoppedRunGoesOnWhereItWas() {
    Benchmark[] tasks = {Benchmark.of(Winogrande.TASK).shots(0), Benchmark.of(Gsm8k.TASK).shots(0)};
    Evaluation whole = run(new CountingModel(99), Optional.empty(), tasks);
    int done = 0;
    for (int most : new int[] {7, 1, 0, 14, 5}) {
      CountingModel model = new CountingModel(most);
      if (done + most < 2 * DOCUMENTS) {
        assertThrows(CancellationException.class, () -> run(model, WEIGHTS, tasks));
      } else {
        assertEquals(
            "Not run to its end: gsm8k. stopped", run(model, WEIGHTS, tasks).ending().text());
      }
      assertEquals(most, model.asked);
      done += most;
    }
    CountingModel last = new CountingModel(99);
    assertEquals(whole.toJson(), run(last, WEIGHTS, tasks).toJson());
    assertEquals(3 * DOCUMENTS - done, last.asked);
    CountingModel again = new CountingModel(0);
    assertEquals(whole.toJson(), run(again, WEIGHTS, tasks).toJson());
    assertEquals(1.0, whole.task("gsm8k").score("exact_match"));
  }

  @Test
  void otherWeightsShotsOrDataShareNothing() throws IOException {
    run(new CountingModel(99), WEIGHTS, Benchmark.of(Winogrande.TASK).shots(0));
    CountingModel other = new CountingModel(99);
    run(other, Map.of("weights_sha256", "5678"), Benchmark.of(Winogrande.TASK).shots(0));
    assertEquals(2 * DOCUMENTS, other.asked);
    Files.copy(data.resolve("winogrande/validation.jsonl"), data.resolve("winogrande/train.jsonl"));
    CountingModel solved = new CountingModel(99);
    run(solved, WEIGHTS, Benchmark.of(Winogrande.TASK).shots(2));
    assertEquals(2 * DOCUMENTS, solved.asked);
    Task newer =
        new Task(
            "winogrande",
            "winogrande",
            2,
            "",
            "winogrande",
            "validation",
            Optional.empty(),
            Winogrande.TASK.outputType());
    CountingModel changed = new CountingModel(99);
    run(changed, WEIGHTS, Benchmark.of(newer).shots(0));
    assertEquals(2 * DOCUMENTS, changed.asked);
    Files.writeString(
        data.resolve("winogrande/validation.jsonl"),
        Files.readString(data.resolve("winogrande/validation.jsonl")) + "\n");
    CountingModel longer = new CountingModel(99);
    run(longer, WEIGHTS, Benchmark.of(Winogrande.TASK).shots(0));
    assertEquals(2 * DOCUMENTS, longer.asked, "the file is another one");
  }

  @Test
  void moreDocumentsOfTheSameFileGoOnToo() {
    var folder = new AnswerFolder(temp.resolve("answers"), WEIGHTS);
    CountingModel first = new CountingModel(99);
    var text = Models.of(new CharCodec(), first.scorer(), 1000);
    new Evaluator(text, new ItemFolder(data), new Limit(4), Optional.of(folder))
        .run(List.of(Benchmark.of(Winogrande.TASK).shots(0)));
    assertEquals(8, first.asked);
    CountingModel rest = new CountingModel(99);
    run(rest, WEIGHTS, Benchmark.of(Winogrande.TASK).shots(0));
    assertEquals(2 * DOCUMENTS - 8, rest.asked);
  }

  @Test
  void aTornLineIsTakenOffWhereverItWasTorn() throws IOException {
    Benchmark task = Benchmark.of(Winogrande.TASK).shots(0);
    Evaluation whole = run(new CountingModel(99), WEIGHTS, task);
    Path file = only();
    String text = Files.readString(file);
    int lines = (int) text.lines().count();
    assertEquals(1 + 2 * DOCUMENTS, lines);
    for (int cut = 1; cut <= text.length(); cut += 61) {
      String left = text.substring(0, text.length() - cut);
      Files.writeString(file, left);
      int kept = Math.max(0, (int) left.chars().filter(c -> c == '\n').count() - 1);
      CountingModel model = new CountingModel(99);
      assertEquals(whole.toJson(), run(model, WEIGHTS, task).toJson());
      assertEquals(2 * DOCUMENTS - kept, model.asked, "cut " + cut);
      assertEquals(lines, Files.readString(file).lines().count());
    }
  }

  @Test
  void aFileOfAnotherRunOrInUseIsRefused() throws IOException {
    Benchmark task = Benchmark.of(Winogrande.TASK).shots(0);
    run(new CountingModel(99), WEIGHTS, task);
    Path file = only();
    try (AnswerLog open = AnswerLog.open(temp.resolve("free.jsonl"), Map.of("task", "t"))) {
      open.add("key", "text");
      Refusal.of(() -> AnswerLog.open(temp.resolve("free.jsonl"), Map.of()), "by another run");
    }
    Refusal.of(() -> AnswerLog.open(temp.resolve("free.jsonl"), Map.of()), "another run");
    Files.writeString(file, Files.readString(file).replaceFirst("\"shots\":0", "\"shots\":1"));
    Refusal.of(() -> run(new CountingModel(99), WEIGHTS, task), "another run, or its");
  }

  private Path only() throws IOException {
    List<Path> all = Disk.list(temp.resolve("answers"));
    assertEquals(1, all.size());
    return all.get(0);
  }

  /** An interrupt is a wish to stop; what was answered then is kept, and what comes after too. */
  @Test
  void anInterruptedThreadKeepsItsAnswers() {
    Path file = temp.resolve("log.jsonl");
    try (AnswerLog log = AnswerLog.open(file, Map.of("task", "t"))) {
      Thread.currentThread().interrupt();
      log.add("first", "a");
      assertTrue(Thread.interrupted(), "the wish stays");
      log.add("second", "b");
    }
    try (AnswerLog log = AnswerLog.open(file, Map.of("task", "t"))) {
      assertEquals(Optional.of("a"), log.written("first"));
      assertEquals(Optional.of("b"), log.written("second"));
    }
  }
}
