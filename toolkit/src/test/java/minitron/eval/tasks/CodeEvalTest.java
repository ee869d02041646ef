package minitron.eval.tasks;

import static minitron.eval.tasks.Programs.PAPER;
import static minitron.eval.tasks.Programs.codeEval;
import static minitron.eval.tasks.Programs.replay;
import static minitron.eval.tasks.Programs.sandboxed;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import minitron.Refusal;
import minitron.eval.ask.CharCodec;
import minitron.eval.ask.GenerationConfig;
import minitron.eval.ask.Models;
import minitron.eval.ask.ProgramRunner;
import minitron.eval.harness.PythonRandom;
import minitron.eval.metric.PassAtK;
import minitron.eval.metric.Sample;
import minitron.eval.result.Evaluation;
import minitron.eval.result.EvaluationConfig;
import minitron.eval.result.TaskResult;
import minitron.eval.run.Evaluator;
import minitron.eval.task.Benchmark;
import minitron.eval.task.CodeEval;
import minitron.eval.task.Limit;
import minitron.eval.task.OutputType;
import minitron.eval.task.ShotRule;
import minitron.infer.Generator;
import minitron.infer.Sampling;
import minitron.runs.Ending;
import minitron.text.ItemSplit;
import minitron.text.JsonLines;
import minitron.text.Row;
import org.junit.jupiter.api.Test;

/** Tasks that run programs: prompts, rules and refusals by hand. */
class CodeEvalTest {
  /** One of two programs passes: a draw of one passes in 1 of 2 cases, of two always. */
  @Test
  void passAtKByHand() {
    assertEquals(0.5, PassAtK.of(2, 1, 1));
    assertEquals(1, PassAtK.of(2, 1, 2));
    assertEquals(0, PassAtK.of(2, 0, 2));
    // Of four, one passes: a draw of two misses it in 3 of 6 cases.
    assertEquals(0.5, PassAtK.of(4, 1, 2), 1e-12);
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
    String message = Refusal.of(() -> rule.draw(pool, rows.get(0), 4, new PythonRandom(1)));
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
    String message = Refusal.of(() -> kind.question().apply(row));
    assertTrue(message.startsWith("here.jsonl line 1") && message.contains(part), message);
  }

  @Test
  void programsAreRefusedBeforeAnythingIsWritten() {
    Generator never =
        Models.generator(
            (prompts, most, finished) -> {
              throw new AssertionError("nothing may be written");
            });
    var model = Models.of(new CharCodec(), Models.scorer(r -> List.of()), never, 2000);
    var evaluator =
        new Evaluator(
            model,
            (dataset, split) -> {
              throw new AssertionError("nothing may be read");
            },
            Limit.NONE);
    Refusal.of(() -> evaluator.run(List.of(Benchmark.of(HumanEval.TASK).shots(0))), "--allow-code");
  }

  @Test
  void whatDoesNotFitTogetherIsRefused() {
    OptionalInt own = OptionalInt.empty();
    Refusal.of(() -> new GenerationConfig(0, PAPER, own), "0 samples");
    Refusal.of(() -> new GenerationConfig(20, Sampling.GREEDY, own), "20 times");
    Sampling idle = new Sampling(0, 0.9, 0);
    Refusal.of(() -> new GenerationConfig(1, idle, own), "top-p 0.9 does");
    OptionalInt none = OptionalInt.of(0);
    Refusal.of(() -> new GenerationConfig(1, PAPER, none), "max-tokens 0");
    var many = new GenerationConfig(20, PAPER, own);
    OutputType<?> type = Gsm8k.TASK.outputType();
    Refusal.of(() -> type.check("gsm8k", many, 1000), "gsm8k takes one");
    Refusal.of(() -> type.check("gsm8k", GenerationConfig.DEFAULT, 256), "--max-tokens");
  }

  @Test
  void resultsSayHowTheyCameAbout() {
    ProgramRunner programs = sandboxed();
    var generation = new GenerationConfig(2, PAPER, OptionalInt.of(300)).running(programs);
    Row row = mbppRow("[\"assert f()\", \"assert f()\", \"assert f()\"]");
    Sample sample =
        replay(Mbpp.TASK, row, List.of("def f(): return 1", "def f(): return 0"), generation);
    TaskResult result = TaskResult.of(Mbpp.TASK, 0, 1, 1, List.of(sample), Map.of());
    var info = new EvaluationConfig("float32", 1, "", "", generation);
    JsonObject json = new Evaluation(List.of(result), List.of(), info, Ending.WHOLE).toJson();
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
        info.generation().notes());
    assertEquals(
        List.of(),
        new EvaluationConfig("float32", 1, "", "", GenerationConfig.DEFAULT).generation().notes());
  }

  private static Row mbppRow(String tests) {
    return row("{'text': 'Say yes.', 'test_list': " + tests + "}");
  }

  private static Row row(String json) {
    String strict = JsonParser.parseString(json).toString();
    return JsonLines.parse(strict.getBytes(StandardCharsets.UTF_8), "here.jsonl").get(0);
  }
}
