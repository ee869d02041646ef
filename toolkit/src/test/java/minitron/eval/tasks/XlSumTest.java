package minitron.eval.tasks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.util.List;
import java.util.Map;
import minitron.Golden;
import minitron.Shared;
import minitron.eval.ask.CharCodec;
import minitron.eval.ask.LanguageModel;
import minitron.eval.ask.Models;
import minitron.eval.metric.Bootstrap;
import minitron.eval.metric.Estimate;
import minitron.eval.metric.Rouge;
import minitron.eval.metric.Sample;
import minitron.eval.run.Evaluator;
import minitron.eval.task.Benchmark;
import minitron.eval.task.GenerateUntil;
import minitron.eval.task.Limit;
import minitron.infer.Generator;
import minitron.text.ItemFolder;
import minitron.text.Row;
import org.junit.jupiter.api.Test;

/** Summaries: the prompt, ROUGE, and the statistics over documents. */
class XlSumTest {

  @Test
  void wordsInCommonAreCountedByHand() {
    // Words: the cat sat on a mat (6) against the mat sat on the cat (6).
    String right = "The cat sat on a mat.";
    String text = "the mat SAT, on the cat";
    assertEquals(new Rouge(3 / 6.0, 3 / 6.0), Rouge.longest(right, text)); // the sat on
    assertEquals(0.4, new Rouge(0.25, 1).f1(), 1e-12);
    assertEquals(0, Rouge.longest("", "").f1());
  }

  @Test
  void rougeIsGooglesOwn() {
    for (Row golden : Golden.rows("xlsum.jsonl", "rouge")) {
      String right = golden.text("reference");
      String text = golden.text("prediction");
      JsonObject expected = golden.child("expected").fields();
      check(expected.getAsJsonArray("rougeL"), Rouge.longest(right, text));
    }
  }

  private static void check(JsonArray expected, Rouge rouge) {
    assertEquals(expected.get(0).getAsDouble(), rouge.precision(), 1e-9);
    assertEquals(expected.get(1).getAsDouble(), rouge.recall(), 1e-9);
    assertEquals(expected.get(2).getAsDouble(), rouge.f1(), 1e-9);
  }

  /** The golden prompts are of the harness's Spanish task: the same but for two words. */
  @Test
  void thePromptIsTheSpanishOneInEnglish() {
    for (Row golden : Golden.rows("xlsum.jsonl", "prompt")) {
      Sample sample = ask(golden.whole("num_fewshot")).get(golden.whole("doc_index"));
      List<?> arguments = sample.instances().get(0).arguments();
      String context =
          golden.text("context").replace("Texto:", "Text:").replace("Resumen:", "Summary:");
      assertEquals(context, arguments.get(0));
      assertEquals(golden.text("target"), sample.target());
      JsonObject settings = golden.child("gen_kwargs").fields();
      Map<?, ?> own = (Map<?, ?>) arguments.get(1);
      assertEquals(List.of("\n\n"), own.get("until"));
      assertEquals(settings.get("do_sample").getAsBoolean(), own.get("do_sample"));
      assertEquals(settings.get("temperature").getAsDouble(), own.get("temperature"));
      assertEquals(
          settings.get("max_gen_toks").getAsInt(),
          ((GenerateUntil) XlSum.TASK.outputType()).maxGenToks());
      assertEquals(1.0, sample.scores().get("rougeL"), "the model writes the right summary");
    }
  }

  /** A model that writes the document's own summary. */
  private static List<Sample> ask(int shots) {
    ItemFolder items = new ItemFolder(Shared.require().resolve("datasets"));
    List<int[]> summaries =
        items.split("xlsum", "test").rows().stream()
            .map(row -> row.text("summary").chars().toArray())
            .toList();
    Generator knowing = Models.generator((prompts, most, finished) -> summaries);
    LanguageModel model =
        Models.of(new CharCodec(), Models.scorer(r -> List.of()), knowing, 1_000_000);
    return new Evaluator(model, items, Limit.NONE)
        .run(List.of(Benchmark.of(XlSum.TASK).shots(shots)))
        .task("xlsum")
        .samples();
  }

  @Test
  void aFractionOfTheDocumentsIsTheFirstOnes() {
    for (Row golden : Golden.rows("xlsum.jsonl", "limit")) {
      Limit limit = new Limit(golden.fields().get("limit").getAsDouble());
      assertEquals(golden.whole("expected"), limit.of(golden.whole("n_docs")));
    }
  }

  /** {@code numpy.percentile(means, 50)} of 1000 draws by Python's {@code Random(0).choices}. */
  @Test
  void theScoreIsTheMedianOfResampledMeans() {
    Estimate estimate = Bootstrap.medianOfMeans(List.of(0.12, 0.07, 0.33, 0.99, 0.05, 0.0, 0.21));
    assertEquals(0.245, estimate.value(), 1e-12);
    assertEquals(0.12401876743915054, estimate.standardError().orElseThrow(), 1e-12);
    assertTrue(Bootstrap.medianOfMeans(List.of(0.5)).standardError().isEmpty());
  }
}
