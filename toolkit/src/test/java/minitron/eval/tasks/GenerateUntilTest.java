package minitron.eval.tasks;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.gson.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import minitron.Golden;
import minitron.Shared;
import minitron.eval.ask.CharCodec;
import minitron.eval.ask.LanguageModel;
import minitron.eval.ask.Models;
import minitron.eval.metric.Bootstrap;
import minitron.eval.metric.Estimate;
import minitron.eval.metric.Sample;
import minitron.eval.run.Evaluator;
import minitron.eval.task.Benchmark;
import minitron.eval.task.GenerateUntil;
import minitron.eval.task.Limit;
import minitron.eval.task.OneDoc;
import minitron.infer.Generator;
import minitron.infer.Scored;
import minitron.text.ItemFolder;
import minitron.text.JsonLines;
import minitron.text.Row;
import org.junit.jupiter.api.Test;

/** Tasks that write, and their statistics, against what the harness computed. */
class GenerateUntilTest {

  @Test
  void gsm8kPromptsAreTheHarness() {
    List<Row> prompts = Golden.rows("gsm8k.jsonl", "prompt");
    int last = prompts.stream().mapToInt(row -> row.whole("doc_index")).max().orElseThrow();
    Map<Integer, List<Sample>> samples =
        prompts.stream()
            .map(row -> row.whole("num_fewshot"))
            .distinct()
            .collect(Collectors.toMap(n -> n, n -> ask(n, last + 1)));
    for (Row golden : prompts) {
      Sample sample = samples.get(golden.whole("num_fewshot")).get(golden.whole("doc_index"));
      List<?> arguments = sample.instances().get(0).arguments();
      assertEquals(golden.text("context"), arguments.get(0));
      assertEquals(
          golden.child("gen_kwargs").texts("until"), ((Map<?, ?>) arguments.get(1)).get("until"));
      assertEquals(golden.text("target"), sample.target());
    }
  }

  private static List<Sample> ask(int shots, int documents) {
    Generator silent =
        Models.generator(
            (prompts, most, finished) -> prompts.stream().map(p -> new int[0]).toList());
    LanguageModel model =
        Models.of(new CharCodec(), Models.scorer(r -> List.of()), silent, 1_000_000);
    return new Evaluator(
            model, new ItemFolder(Shared.require().resolve("datasets")), new Limit(documents))
        .run(List.of(Benchmark.of(Gsm8k.TASK).shots(shots)))
        .task("gsm8k")
        .samples();
  }

  @Test
  void gsm8ksAnswerMayBeANumber() {
    byte[] line = "{\"question\": \"6 * 7?\", \"answer\": 42}".getBytes(StandardCharsets.UTF_8);
    Row row = JsonLines.parse(line, "t.jsonl").get(0);
    assertEquals("Question: 6 * 7?\nAnswer: 42\n\n", Gsm8k.TASK.outputType().shot(row));
  }

  @Test
  void gsm8kIsReadAndJudgedAsTheHarnessDoes() {
    GenerateUntil kind = (GenerateUntil) Gsm8k.TASK.outputType();
    for (Row golden : Golden.rows("gsm8k.jsonl", "metric")) {
      JsonObject expected = golden.fields().getAsJsonObject("expected");
      for (GenerateUntil.Filter filter : kind.filters()) {
        String read = filter.apply().apply(golden.text("generation"));
        assertEquals(golden.child("filtered").text(filter.name()), read);
        assertEquals(
            expected.getAsJsonObject(filter.name()).get("exact_match").getAsDouble(),
            kind.judge().score(read, golden.text("target")),
            golden.text("generation"));
      }
    }
  }

  @Test
  void gsm8kIsSummedUpAsTheHarnessDoes() {
    GenerateUntil kind = (GenerateUntil) Gsm8k.TASK.outputType();
    JsonObject expected =
        Golden.rows("gsm8k.jsonl", "aggregate").get(0).fields().getAsJsonObject("expected");
    assertEquals(4, expected.size());
    for (GenerateUntil.Filter filter : kind.filters()) {
      List<Double> scores =
          Golden.rows("gsm8k.jsonl", "metric").stream()
              .map(golden -> score(kind, filter, golden))
              .toList();
      Estimate mean = Estimate.mean(scores);
      String name = "exact_match," + filter.name();
      assertEquals(expected.get(name).getAsDouble(), mean.value(), 1e-9);
      assertEquals(
          expected.get("exact_match_stderr," + filter.name()).getAsDouble(),
          mean.standardError().orElseThrow(),
          1e-9);
    }
  }

  private static double score(GenerateUntil kind, GenerateUntil.Filter filter, Row golden) {
    String read = filter.apply().apply(golden.text("generation"));
    return kind.judge().score(read, golden.text("target"));
  }

  @Test
  void bootstrapErrorsAreTheHarness() {
    for (Row golden : Golden.rows("stats.jsonl", "bootstrap_stderr")) {
      double[] values =
          Golden.numbers(golden, "values").stream().mapToDouble(value -> value).toArray();
      ToDoubleFunction<double[]> statistic =
          golden.text("statistic").equals("median")
              ? GenerateUntilTest::median
              : drawn -> Estimate.mean(Arrays.stream(drawn).boxed().toList()).value();
      assertEquals(
          golden.fields().get("expected").getAsDouble(),
          Bootstrap.standardError(values, statistic, golden.whole("iters")),
          1e-12);
    }
  }

  /** The harness's own, which takes the upper of the two in the middle. */
  private static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }

  @Test
  void theLastWordOfAPassageIsAsked() {
    Row row = new Row(new JsonObject(), "here");
    row.fields().addProperty("text", "One two\nthree four");
    Scored scored = new Scored(-2, true);
    LanguageModel model = Models.of(new CharCodec(), Models.scorer(r -> List.of(scored)), 100);
    Sample sample = OneDoc.ask(Lambada.TASK, "", row, model);
    assertEquals(List.of("One two\nthree", " four"), sample.instances().get(0).arguments());
    assertEquals(Map.of("perplexity", -2.0, "acc", 1.0), sample.scores());
    assertEquals(Math.exp(2), Bootstrap.perplexity(List.of(-2.0)).value(), 1e-12);
  }
}
