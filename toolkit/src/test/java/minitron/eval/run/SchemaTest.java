package minitron.eval.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.IntStream;
import minitron.Refusal;
import minitron.eval.ask.CharCodec;
import minitron.eval.ask.GenerationConfig;
import minitron.eval.ask.LanguageModel;
import minitron.eval.ask.Models;
import minitron.eval.ask.ProgramRunner;
import minitron.eval.result.TaskResult;
import minitron.eval.task.Benchmark;
import minitron.eval.task.ChoiceTask;
import minitron.eval.task.Limit;
import minitron.eval.task.Task;
import minitron.eval.tasks.Catalog;
import minitron.infer.Sampling;
import minitron.infer.Scored;
import minitron.infer.Scorer;
import minitron.sandbox.Verdict;
import minitron.text.ItemFolder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** A row that does not fit its task is named by file, line and field before anything is asked. */
class SchemaTest {
  @TempDir Path folder;

  private static final Map<String, String> ROWS =
      rows(
          "winogrande",
          "{\"sentence\": \"a _ b\", \"option1\": \"x\", \"option2\": \"y\", \"answer\": \"1\"}",
          "arc_challenge",
          """
          {"question": "q", "choices": {"text": ["a", "b"], "label": ["A", "B"]}, "answerKey": "A"}
          """,
          "hellaswag",
          """
          {"activity_label": "l", "ctx_a": "a", "ctx_b": "b", "endings": ["c", "d"], "label": "1"}
          """,
          "truthfulqa_mc1",
          "{\"question\": \"q\", \"mc1_targets\": {\"choices\": [\"a\"], \"labels\": [1]}}",
          "truthfulqa_mc2",
          "{\"question\": \"q\", \"mc2_targets\": {\"choices\": [\"a\"], \"labels\": [1]}}",
          "mmlu_anatomy",
          "{\"question\": \"q\", \"choices\": [\"a\", \"b\", \"c\", \"d\"], \"answer\": 2}",
          "gsm8k",
          "{\"question\": \"q\", \"answer\": \"#### 1\"}",
          "lambada_openai",
          "{\"text\": \"one two\"}",
          "xlsum",
          "{\"text\": \"one two\", \"summary\": \"one\"}",
          "mbpp",
          "{\"text\": \"write it\", \"test_list\": [\"a\", \"b\", \"c\"]}",
          "humaneval",
          "{\"prompt\": \"def f():\\n\", \"test\": \"t\", \"entry_point\": \"f\"}");

  private static Map<String, String> rows(String... namesAndRows) {
    Map<String, String> rows = new LinkedHashMap<>();
    for (int i = 0; i < namesAndRows.length; i += 2) {
      rows.put(namesAndRows[i], namesAndRows[i + 1]);
    }
    return rows;
  }

  static Set<String> tasks() {
    return ROWS.keySet();
  }

  @ParameterizedTest
  @MethodSource("tasks")
  void everyFieldThatIsMissingOrOfAnotherTypeIsNamed(String task) throws IOException {
    String good = ROWS.get(task);
    assertEquals(2, run(task, good, good).asked());
    for (String field : JsonParser.parseString(good).getAsJsonObject().keySet()) {
      JsonObject row = JsonParser.parseString(good).getAsJsonObject();
      row.remove(field);
      refused(task, row.toString(), "has no field \"" + field + "\"");
      row.addProperty(field, true);
      refused(task, row.toString(), "field \"" + field + "\" must be ");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "arc_challenge | \"label\": [\"B\"]| field \"answerKey\" must be one of the labels",
        "truthfulqa_mc1 | \"choices\": [] | field \"mc1_targets\": field \"choices\" must hold at least",
        "truthfulqa_mc2 | \"labels\": [] | field \"mc2_targets\": field \"labels\" must be as many",
        "mmlu_anatomy | \"answer\": -5 | field \"answer\" must be 0 to 3",
        "hellaswag | \"label\": \"x\" | field \"label\" must be an ending's index",
      })
  void valuesThatCannotBeAreNamed(String task, String changed, String part) throws IOException {
    String field = changed.replaceAll("\"(\\w+)\".*", "$1");
    String row =
        ROWS.get(task).replaceFirst("\"" + field + "\": (\\[[^]]*\\]|\"[^\"]*\"|\\d+)", changed);
    refused(task, row, part);
  }

  private void refused(String task, String row, String part) throws IOException {
    String good = ROWS.get(task);
    var e = assertThrows(IllegalArgumentException.class, () -> run(task, good, row));
    String message = e.getMessage();
    assertTrue(message.contains(".jsonl line 2") && message.contains(part), message);
    assertTrue(message.startsWith(folder.toString()), message);
    assertEquals(1, message.lines().count(), message);
  }

  @Test
  void aTasksOwnFunctionThatFailsNamesTheRow() throws IOException {
    ChoiceTask task =
        ChoiceTask.named("own")
            .data("own", "test")
            .question(row -> row.text("q").substring(5))
            .choices(row -> row.texts("c"))
            .right(row -> row.whole("r"));
    write("own", "test", "{\"q\": \"a question\", \"c\": [\"x\"], \"r\": 0}");
    assertEquals(1, ask(task.shots(0)).asked());
    write("own", "test", "{\"q\": \"a question\", \"c\": [\"x\"], \"r\": 1}");
    assertTrue(message(task.shots(0)).contains("test.jsonl line 1: the right choice has index 1"));
    write("own", "test", "{\"q\": \"a\", \"c\": [\"x\"], \"r\": 0}");
    assertTrue(message(task.shots(0)).contains("line 1 cannot be read as the task own reads it"));
    Refusal.of(() -> ChoiceTask.named("own").task(), "say .data(folder, file)");
    Refusal.of(() -> task.metrics("f1"), "acc and acc_norm");
  }

  /** It would score as guessing does, and nobody would know. */
  @Test
  void aModelWhoseAnswersAreNoNumbersIsRefused() throws IOException {
    String row = ROWS.get("winogrande");
    write("winogrande", "validation", row, row.replace("\"x\"", "\"z\""));
    Scorer broken =
        Models.scorer(
            requests ->
                IntStream.range(0, requests.size())
                    .mapToObj(i -> new Scored(i == 2 ? Double.NaN : -1, false))
                    .toList());
    var evaluator =
        new Evaluator(Models.of(new CharCodec(), broken, 100), new ItemFolder(folder), Limit.NONE);
    List<Benchmark> tasks = List.of(Catalog.benchmark("winogrande", 0));
    var e = assertThrows(IllegalStateException.class, () -> evaluator.run(tasks));
    assertTrue(e.getMessage().startsWith("winogrande, document 1: a log-prob"), e.getMessage());
  }

  private String message(Benchmark task) {
    return Refusal.of(() -> ask(task));
  }

  private TaskResult run(String name, String... rows) throws IOException {
    Benchmark benchmark = Catalog.benchmark(name, 0);
    Task task = benchmark.tasks().get(0);
    write(task.dataset(), task.split(), rows);
    return ask(benchmark);
  }

  private void write(String dataset, String split, String... rows) throws IOException {
    Files.createDirectories(folder.resolve(dataset));
    List<String> lines = List.of(rows).stream().map(String::strip).toList();
    Files.write(folder.resolve(dataset).resolve(split + ".jsonl"), lines);
  }

  private TaskResult ask(Benchmark task) {
    Scored same = new Scored(-1, false);
    var nothing = new ProgramRunner("none", program -> new Verdict(false, "not run"));
    var generation = new GenerationConfig(1, Sampling.GREEDY, OptionalInt.empty()).running(nothing);
    LanguageModel model =
        Models.of(
            new CharCodec(),
            Models.scorer(requests -> requests.stream().map(r -> same).toList()),
            Models.generator(
                (prompts, most, finished) -> prompts.stream().map(p -> new int[0]).toList()),
            100_000,
            generation);
    return new Evaluator(model, new ItemFolder(folder), Limit.NONE)
        .run(List.of(task))
        .tasks()
        .get(0);
  }
}
