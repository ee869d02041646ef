package minitron.eval.tasks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.Gson;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import minitron.Golden;
import minitron.Shared;
import minitron.eval.ask.CharCodec;
import minitron.eval.ask.GeneratedInstance;
import minitron.eval.ask.GenerationConfig;
import minitron.eval.ask.LanguageModel;
import minitron.eval.ask.ProgramRunner;
import minitron.eval.harness.PythonRandom;
import minitron.eval.metric.Estimate;
import minitron.eval.metric.Instance;
import minitron.eval.metric.PassAtK;
import minitron.eval.metric.Sample;
import minitron.eval.result.Evaluation;
import minitron.eval.result.EvaluationConfig;
import minitron.eval.result.TaskResult;
import minitron.eval.run.Evaluator;
import minitron.eval.task.Benchmark;
import minitron.eval.task.CodeEval;
import minitron.eval.task.Limit;
import minitron.eval.task.OneDoc;
import minitron.eval.task.ShotRule;
import minitron.eval.task.Task;
import minitron.infer.Generator;
import minitron.infer.Sampling;
import minitron.sandbox.Sandbox;
import minitron.sandbox.Verdict;
import minitron.text.ItemFolder;
import minitron.text.ItemSplit;
import minitron.text.JsonLines;
import minitron.text.Row;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** Tasks that run programs, against what the harness computed. */
class CodeEvalTest {
  private static final Sampling PAPER = new Sampling(0.2, 0.95, 0);
  private static final ProgramRunner IDLE =
      new ProgramRunner("none", program -> new Verdict(false, "not run"));
  private static final Gson GSON = new Gson();

  @Test
  void mbppPromptsAreTheHarness() {
    List<Row> prompts = Golden.rows("mbpp.jsonl", "prompt");
    int last = prompts.stream().mapToInt(row -> row.whole("doc_index")).max().orElseThrow();
    Map<Integer, List<Sample>> samples =
        prompts.stream()
            .map(row -> row.whole("num_fewshot"))
            .distinct()
            .collect(
                Collectors.toMap(
                    shots -> shots, shots -> ask(Mbpp.TASK, shots, last + 1, generation(1, IDLE))));
    for (Row golden : prompts) {
      check(golden, samples.get(golden.whole("num_fewshot")).get(golden.whole("doc_index")));
    }
  }

  @Test
  void humanEvalPromptsAreTheHarness() {
    List<Row> prompts = Golden.rows("humaneval.jsonl", "prompt");
    int last = prompts.stream().mapToInt(row -> row.whole("doc_index")).max().orElseThrow();
    // Shots that are asked for are not given: the harness pins this task to none.
    List<Sample> samples = ask(HumanEval.TASK, 3, last + 1, generation(20, IDLE));
    for (Row golden : prompts) {
      check(golden, samples.get(golden.whole("doc_index")));
    }
  }

  private static void check(Row golden, Sample sample) {
    assertEquals(golden.whole("repeats"), sample.instances().size());
    for (Instance exchange : sample.instances()) {
      assertEquals(golden.text("context"), exchange.arguments().get(0));
      JsonElement settings = GSON.toJsonTree(exchange.arguments().get(1));
      assertEquals(golden.fields().get("gen_kwargs"), settings);
    }
    assertEquals(golden.text("target"), sample.target());
  }

  /** Every document is answered with nothing; no program is run. */
  private static List<Sample> ask(
      Task task, int shots, int documents, GenerationConfig generation) {
    Generator silent = (prompts, most, finished) -> prompts.stream().map(p -> new int[0]).toList();
    LanguageModel model =
        new LanguageModel(new CharCodec(), r -> List.of(), silent, 1_000_000, generation);
    return new Evaluator(
            model, new ItemFolder(Shared.require().resolve("datasets")), new Limit(documents))
        .run(List.of(Benchmark.of(task).shots(shots)), new EvaluationConfig("", 1, "", ""))
        .task(task.name())
        .samples();
  }

  private static GenerationConfig generation(int samples, ProgramRunner programs) {
    Sampling sampling = samples == 1 ? Sampling.GREEDY : PAPER;
    return new GenerationConfig(samples, sampling, OptionalInt.empty(), Optional.of(programs));
  }

  private static ProgramRunner sandboxed() {
    try {
      Sandbox sandbox = Sandbox.find(true);
      return new ProgramRunner(sandbox.name(), sandbox::run);
    } catch (IllegalStateException e) {
      Assumptions.abort(e.getMessage());
      throw e;
    }
  }

  @Test
  void mbppProgramsGetTheHarnesssVerdict() {
    Map<Integer, Row> documents = documents("mbpp.jsonl");
    List<Double> scores = new ArrayList<>();
    GenerationConfig generation = generation(1, sandboxed());
    for (Row golden : Golden.rows("mbpp.jsonl", "metric")) {
      Row row = documents.get(golden.whole("doc_index"));
      String text = golden.text("generation");
      assertEquals(golden.text("program"), codeEval(Mbpp.TASK).read(row).program(text));
      Sample sample = replay(Mbpp.TASK, row, List.of(text), generation);
      var tried = (GeneratedInstance) sample.instances().get(0);
      assertEquals(golden.text("verdict"), tried.verdict().orElseThrow().text());
      assertClose(golden.child("expected"), "pass_at_1", sample.scores().get("pass_at_1"));
      scores.add(sample.scores().get("pass_at_1"));
    }
    checkMean("mbpp.jsonl", "pass_at_1", "none", scores);
  }

  @Test
  void humanEvalProgramsGetTheHarnesssVerdict() {
    Map<Integer, Row> documents = documents("humaneval.jsonl");
    List<Double> scores = new ArrayList<>();
    ProgramRunner programs = sandboxed();
    for (Row golden : Golden.rows("humaneval.jsonl", "metric")) {
      Row row = documents.get(golden.whole("doc_index"));
      List<String> texts = golden.texts("generations");
      assertEquals(
          golden.text("program0"), codeEval(HumanEval.TASK).read(row).program(texts.get(0)));
      Sample sample = replay(HumanEval.TASK, row, texts, generation(golden.whole("n"), programs));
      List<Boolean> passed =
          sample.instances().stream()
              .map(e -> ((GeneratedInstance) e).verdict().orElseThrow().passed())
              .toList();
      assertEquals(
          golden.fields().getAsJsonArray("passed").asList().stream()
              .map(JsonElement::getAsBoolean)
              .toList(),
          passed);
      assertEquals(golden.whole("c"), passed.stream().filter(p -> p).count());
      assertClose(golden.child("expected"), "pass@1", sample.scores().get("pass@1"));
      scores.add(sample.scores().get("pass@1"));
    }
    checkMean("humaneval.jsonl", "pass@1", "create_test", scores);
  }

  private static Map<Integer, Row> documents(String file) {
    return Golden.rows(file, "prompt").stream()
        .filter(row -> row.whole("num_fewshot") == 0)
        .collect(Collectors.toMap(row -> row.whole("doc_index"), row -> row.child("doc")));
  }

  /** Asks a document of a model that writes these texts. */
  private static Sample replay(
      Task task, Row row, List<String> texts, GenerationConfig generation) {
    Iterator<String> written = texts.iterator();
    Generator generator =
        (prompts, most, finished) ->
            prompts.stream().map(prompt -> written.next().chars().toArray()).toList();
    var model =
        new LanguageModel(new CharCodec(), r -> List.of(), generator, 1_000_000, generation);
    return OneDoc.ask(task, "", row, model);
  }

  private static void checkMean(String file, String name, String filter, List<Double> scores) {
    Row golden = Golden.rows(file, "aggregate").get(0);
    Estimate mean = Estimate.mean(scores);
    assertEquals(golden.whole("sample_len"), scores.size());
    Row expected = golden.child("expected");
    assertClose(expected, name + "," + filter, mean.value());
    double error = mean.standardError().orElseThrow();
    assertClose(expected, name + "_stderr," + filter, error);
  }

  @Test
  void passAtKIsTheHarness() {
    for (Row golden : Golden.rows("humaneval.jsonl", "pass_at_k")) {
      assertClose(
          golden, "expected", PassAtK.of(golden.whole("n"), golden.whole("c"), golden.whole("k")));
    }
  }

  /** One of two programs passes: a draw of one passes in 1 of 2 cases, of two always. */
  @Test
  void passAtKByHand() {
    assertEquals(0.5, PassAtK.of(2, 1, 1));
    assertEquals(1, PassAtK.of(2, 1, 2));
    assertEquals(0, PassAtK.of(2, 0, 2));
    // Of four, one passes: a draw of two misses it in 3 of 6 cases.
    assertEquals(0.5, PassAtK.of(4, 1, 2), 1e-12);
  }

  private static void assertClose(Row expected, String field, double actual) {
    double value = expected.fields().get(field).getAsDouble();
    assertEquals(value, actual, 1e-9 * Math.abs(value));
  }

  @Test
  void bigcodesPromptIsADocstringWithOneTestAndBelongsToTheProgram() {
    Row row = mbppRow("[\"assert f(1)\", \"assert f(2)\", \"assert f(3)\"]");
    String prompt = "\"\"\"\nSay yes.\nassert f(1)\n\"\"\"\n";
    CodeEval kind = codeEval(Mbpp.BIGCODE);
    assertEquals(prompt, kind.question().apply(row));
    assertEquals(
        prompt + "def f(n): return n\nassert f(1)\nassert f(2)\nassert f(3)",
        kind.read(row).program("def f(n): return n"));
    Row human =
        row("{'prompt': '\\ndef f():\\n', 'test': 'def check(g): g()', 'entry_point': 'f'}");
    assertEquals("def f():", codeEval(HumanEval.BIGCODE).question().apply(human));
    assertEquals(
        "def f():\n  pass\n\ndef check(g): g()\ncheck(f)",
        codeEval(HumanEval.BIGCODE).read(human).program("\n  pass"));
  }

  @Test
  void solvedExamplesAreThreeRowsByTheirNumber() {
    List<Row> rows =
        List.of("5", "4", "1", "3", "2").stream()
            .map(id -> row("{'task_id': " + id + "}"))
            .toList();
    ItemSplit pool = new ItemSplit("prompt", rows, "");
    ShotRule rule = Mbpp.TASK.shots().orElseThrow().rule();
    assertEquals(
        List.of(2, 3, 4),
        rule.draw(pool, rows.get(0), 3, new PythonRandom(1)).stream()
            .map(row -> row.whole("task_id"))
            .toList());
    String message =
        assertThrows(
                IllegalArgumentException.class,
                () -> rule.draw(pool, rows.get(0), 4, new PythonRandom(1)))
            .getMessage();
    assertTrue(message.startsWith("prompt (task_id 2, 3 and 4) has 3 rows"), message);
  }

  @Test
  void rowsThatDoNotFitAreRefused() {
    CodeEval kind = codeEval(Mbpp.TASK);
    assertProblem(kind, "\"test_list\" must hold three tests", mbppRow("[\"assert f(1)\"]"));
    assertProblem(kind, "has no field \"text\"", row("{'test_list': ['a', 'b', 'c']}"));
    assertProblem(codeEval(HumanEval.TASK), "has no field \"prompt\"", mbppRow("[]"));
  }

  private static void assertProblem(CodeEval kind, String part, Row row) {
    String message =
        assertThrows(IllegalArgumentException.class, () -> kind.question().apply(row)).getMessage();
    assertTrue(message.startsWith("here.jsonl line 1") && message.contains(part), message);
  }

  @Test
  void programsAreRefusedBeforeAnythingIsWritten() {
    Generator never =
        (prompts, most, finished) -> {
          throw new AssertionError("nothing may be written");
        };
    var model = new LanguageModel(new CharCodec(), r -> List.of(), never, 2000);
    var evaluator =
        new Evaluator(
            model,
            (dataset, split) -> {
              throw new AssertionError("nothing may be read");
            },
            Limit.NONE);
    String message =
        assertThrows(
                IllegalArgumentException.class,
                () ->
                    evaluator.run(
                        List.of(Benchmark.of(HumanEval.TASK).shots(0)),
                        new EvaluationConfig("", 1, "", "")))
            .getMessage();
    assertTrue(message.contains("--allow-code"), message);
  }

  @Test
  void whatDoesNotFitTogetherIsRefused() {
    OptionalInt own = OptionalInt.empty();
    assertRefused("0 samples", () -> new GenerationConfig(0, PAPER, own, Optional.empty()));
    assertRefused(
        "20 times", () -> new GenerationConfig(20, Sampling.GREEDY, own, Optional.empty()));
    Sampling idle = new Sampling(0, 0.9, 0);
    assertRefused("top-p 0.9 does", () -> new GenerationConfig(1, idle, own, Optional.empty()));
    OptionalInt none = OptionalInt.of(0);
    assertRefused("max-tokens 0", () -> new GenerationConfig(1, PAPER, none, Optional.empty()));
    var many = new GenerationConfig(20, PAPER, own, Optional.empty());
    var model = new LanguageModel(new CharCodec(), r -> List.of(), (p, m, f) -> p, 1000, many);
    assertRefused("gsm8k takes one", () -> Gsm8k.TASK.outputType().check("gsm8k", model));
    var small = new LanguageModel(new CharCodec(), r -> List.of(), (p, m, f) -> p, 256);
    assertRefused("--max-tokens", () -> Gsm8k.TASK.outputType().check("gsm8k", small));
  }

  private static void assertRefused(String part, Runnable call) {
    String message = assertThrows(IllegalArgumentException.class, call::run).getMessage();
    assertTrue(message.contains(part), message);
  }

  @Test
  void resultsSayHowTheyCameAbout() {
    ProgramRunner programs = sandboxed();
    var generation = new GenerationConfig(2, PAPER, OptionalInt.of(300), Optional.of(programs));
    Row row = mbppRow("[\"assert f()\", \"assert f()\", \"assert f()\"]");
    Sample sample =
        replay(Mbpp.TASK, row, List.of("def f(): return 1", "def f(): return 0"), generation);
    TaskResult result = TaskResult.of(Mbpp.TASK, 0, 1, List.of(sample), Map.of());
    var info = new EvaluationConfig("float32", 1, "", "", generation);
    JsonObject json = new Evaluation(List.of(result), List.of(), info).toJson();
    JsonObject scores = json.getAsJsonObject("results").getAsJsonObject("mbpp");
    assertEquals(0.5, scores.get("pass_at_1,none").getAsDouble());
    JsonObject logged =
        json.getAsJsonObject("samples").getAsJsonArray("mbpp").get(0).getAsJsonObject();
    assertEquals("[\"passed\",\"failed: \"]", logged.get("verdicts").toString());
    assertEquals(2, logged.getAsJsonArray("resps").size());
    JsonObject config = json.getAsJsonObject("config");
    assertEquals(programs.sandbox(), config.get("sandbox").getAsString());
    assertEquals(2, config.get("repeats").getAsInt());
    assertEquals(
        List.of(
            "2 texts a prompt, temperature 0.2, top-p 0.95, seed 0",
            "at most 300 tokens a text, whatever the task",
            "programs ran in this sandbox: " + programs.sandbox()),
        info.notes());
    assertEquals(List.of(), new EvaluationConfig("float32", 1, "", "").notes());
  }

  private static CodeEval codeEval(Task task) {
    return (CodeEval) task.outputType();
  }

  private static Row mbppRow(String tests) {
    return row("{'text': 'Say yes.', 'test_list': " + tests + "}");
  }

  private static Row row(String json) {
    String strict = JsonParser.parseString(json).toString();
    return JsonLines.parse(strict.getBytes(StandardCharsets.UTF_8), "here.jsonl").get(0);
  }
}
