package minitron.eval.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import minitron.Golden;
import minitron.Shared;
import minitron.eval.ask.CharCodec;
import minitron.eval.ask.LanguageModel;
import minitron.eval.ask.Models;
import minitron.eval.metric.Estimate;
import minitron.eval.metric.Instance;
import minitron.eval.metric.Sample;
import minitron.eval.task.Choice;
import minitron.eval.task.ChoiceMetric;
import minitron.eval.task.Limit;
import minitron.eval.task.MultipleChoice;
import minitron.eval.task.OneDoc;
import minitron.eval.task.OutputType;
import minitron.eval.tasks.Catalog;
import minitron.eval.tasks.Hellaswag;
import minitron.infer.Scored;
import minitron.text.ItemFolder;
import minitron.text.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every multiple-choice task against prompts and scores that the harness computed. */
class GoldenTasksTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "winogrande",
        "arc_challenge",
        "hellaswag",
        "truthfulqa_mc1",
        "truthfulqa_mc2",
        "mmlu"
      })
  void promptsAreTheHarness(String file) {
    List<Row> prompts = Golden.rows(file + ".jsonl", "prompt");
    int last = prompts.stream().mapToInt(row -> row.whole("doc_index")).max().orElseThrow();
    Map<String, List<Sample>> samples = new HashMap<>();
    for (Row golden : prompts) {
      List<Sample> asked =
          samples.computeIfAbsent(
              golden.text("task"), task -> ask(task, golden.whole("num_fewshot"), last + 1));
      Sample sample = asked.get(golden.whole("doc_index"));
      assertEquals(
          arguments(golden), sample.instances().stream().map(Instance::arguments).toList());
      if (!file.equals("winogrande")) {
        assertEquals(golden.whole("gold"), sample.target());
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "winogrande",
        "arc_challenge",
        "hellaswag",
        "truthfulqa_mc1",
        "truthfulqa_mc2",
        "mmlu"
      })
  void scoresAreTheHarness(String file) {
    Map<String, List<Double>> all = new HashMap<>();
    for (Row golden : Golden.rows(file + ".jsonl", "metric")) {
      List<Double> likelihoods = Golden.numbers(golden, "loglikelihoods");
      JsonObject expected = golden.fields().getAsJsonObject("expected");
      List<ChoiceMetric> metrics = metrics(golden.text("task"));
      assertEquals(expected.size(), metrics.size());
      for (ChoiceMetric metric : metrics) {
        double score = metric.rule().score(choices(golden), likelihoods);
        assertClose(expected.get(metric.name()), score);
        if (!Double.isNaN(score)) {
          all.computeIfAbsent(metric.name(), name -> new ArrayList<>()).add(score);
        }
      }
    }
    if (file.equals("mmlu")) {
      return; // Its rows are of several subjects, which the file does not sum up.
    }
    for (Row golden : Golden.rows(file + ".jsonl", "aggregate")) {
      JsonObject expected = golden.fields().getAsJsonObject("expected");
      all.forEach(
          (name, values) -> {
            Estimate mean = Estimate.mean(values);
            assertClose(expected.get(name + ",none"), mean.value());
            assertClose(expected.get(name + "_stderr,none"), mean.standardError().orElseThrow());
          });
    }
  }

  @Test
  void hellaswagIsCleanedAsTheHarnessCleansIt() {
    for (Row golden : Golden.rows("hellaswag.jsonl", "process_docs")) {
      Sample sample = OneDoc.ask(Hellaswag.TASK, "", golden.child("doc"), model());
      List<String> endings = golden.texts("choices");
      assertEquals(golden.whole("gold"), sample.target());
      for (int i = 0; i < endings.size(); i++) {
        assertEquals(
            List.of(golden.text("query"), " " + endings.get(i)),
            sample.instances().get(i).arguments());
      }
    }
  }

  private static List<Sample> ask(String task, int shots, int documents) {
    ItemFolder items = new ItemFolder(Shared.require().resolve("datasets"));
    return new Evaluator(model(), items, new Limit(documents))
        .run(List.of(Catalog.benchmark(task, shots)))
        .task(task)
        .samples();
  }

  private static LanguageModel model() {
    Scored same = new Scored(-1, false);
    return Models.of(
        new CharCodec(),
        Models.scorer(requests -> requests.stream().map(r -> same).toList()),
        1_000_000);
  }

  private static List<List<String>> arguments(Row golden) {
    JsonElement context = golden.fields().get("context");
    List<String> continuations = golden.texts("continuations");
    return IntStream.range(0, continuations.size())
        .mapToObj(
            i ->
                List.of(
                    context.isJsonArray() ? golden.texts("context").get(i) : context.getAsString(),
                    continuations.get(i)))
        .toList();
  }

  private static List<ChoiceMetric> metrics(String task) {
    OutputType<?> type = Catalog.benchmark(task, 0).tasks().get(0).outputType();
    return ((MultipleChoice) type).rules();
  }

  private static List<Choice> choices(Row golden) {
    List<String> texts = golden.texts("choices");
    boolean labelled = golden.fields().get("labels").isJsonArray();
    return IntStream.range(0, texts.size())
        .mapToObj(
            i ->
                new Choice(
                    "",
                    "",
                    texts.get(i),
                    labelled ? golden.wholes("labels").get(i) == 1 : i == golden.whole("gold")))
        .toList();
  }

  static void assertClose(JsonElement expected, double actual) {
    double value = Double.parseDouble(expected.getAsString());
    assertTrue(
        Double.compare(value, actual) == 0 || Math.abs(value - actual) <= 1e-9 * Math.abs(value),
        () -> actual + " is not " + value);
  }
}
