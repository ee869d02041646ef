package minitron.eval.tasks;

import static minitron.eval.tasks.Programs.PAPER;
import static minitron.eval.tasks.Programs.codeEval;
import static minitron.eval.tasks.Programs.replay;
import static minitron.eval.tasks.Programs.sandboxed;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.gson.Gson;
import com.google.gson.JsonElement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import minitron.Golden;
import minitron.Shared;
import minitron.eval.ask.CharCodec;
import minitron.eval.ask.GeneratedInstance;
import minitron.eval.ask.GenerationConfig;
import minitron.eval.ask.LanguageModel;
import minitron.eval.ask.Models;
import minitron.eval.ask.ProgramRunner;
import minitron.eval.metric.Estimate;
import minitron.eval.metric.Instance;
import minitron.eval.metric.PassAtK;
import minitron.eval.metric.Sample;
import minitron.eval.run.Evaluator;
import minitron.eval.task.Benchmark;
import minitron.eval.task.Limit;
import minitron.eval.task.Task;
import minitron.infer.Generator;
import minitron.infer.Sampling;
import minitron.sandbox.Verdict;
import minitron.text.ItemFolder;
import minitron.text.Row;
import org.junit.jupiter.api.Test;

/** Tasks that run programs, against what the harness computed. */
class CodeEvalHarnessTest {
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
    Generator silent =
        Models.generator(
            (prompts, most, finished) -> prompts.stream().map(p -> new int[0]).toList());
    LanguageModel model =
        Models.of(new CharCodec(), Models.scorer(r -> List.of()), silent, 1_000_000, generation);
    return new Evaluator(
            model, new ItemFolder(Shared.require().resolve("datasets")), new Limit(documents))
        .run(List.of(Benchmark.of(task).shots(shots)))
        .task(task.name())
        .samples();
  }

  private static GenerationConfig generation(int samples, ProgramRunner programs) {
    Sampling sampling = samples == 1 ? Sampling.GREEDY : PAPER;
    return new GenerationConfig(samples, sampling, OptionalInt.empty()).running(programs);
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

  private static void assertClose(Row expected, String field, double actual) {
    double value = expected.fields().get(field).getAsDouble();
    assertEquals(value, actual, 1e-9 * Math.abs(value));
  }
}
