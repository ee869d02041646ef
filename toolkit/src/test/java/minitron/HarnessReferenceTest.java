package minitron;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import minitron.eval.run.EvaluateOptions;
import minitron.model.CausalLm;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A run of lm-evaluation-harness 0.4.13 on a real model, done again: tokenizer, BOS rule, forward
 * passes and scores together give what it gave.
 */
class HarnessReferenceTest {
  /** Nats; of sums over up to a hundred tokens in float32. */
  private static final double LOG_LIKELIHOOD = 2e-3;

  /**
   * Of truthfulqa_mc2's probabilities; every other score is a verdict, which is off by 1 if wrong.
   */
  private static final double SCORE = 1e-4;

  @ParameterizedTest
  @ValueSource(
      strings = {"winogrande", "arc_challenge", "hellaswag", "truthfulqa_mc2", "mmlu_astronomy"})
  void aRealModelGetsTheHarnesssScores(String task) throws IOException {
    JsonObject run = recorded(task);
    JsonArray documents = run.getAsJsonArray("docs");
    JsonObject ours = evaluate(task, documents.size());
    JsonArray samples = ours.getAsJsonObject("samples").getAsJsonArray(task);
    assertEquals(documents.size(), samples.size());
    for (int i = 0; i < documents.size(); i++) {
      JsonObject document = documents.get(i).getAsJsonObject();
      JsonObject sample = samples.get(i).getAsJsonObject();
      String where = task + " document " + i;
      assertAnswers(
          document.getAsJsonArray("resps"), sample.getAsJsonArray("resps"), where + " request ");
      assertEquals(document.get("doc_id"), sample.get("doc_id"), where);
      assertScores(document, sample, where);
    }
    assertScores(
        run.getAsJsonObject("results"),
        ours.getAsJsonObject("results").getAsJsonObject(task),
        task);
  }

  private static JsonObject recorded(String task) throws IOException {
    Path file = Shared.require().resolve("reference/stories260K-lm_eval.json");
    return JsonParser.parseString(Files.readString(file))
        .getAsJsonObject()
        .getAsJsonObject("tasks")
        .getAsJsonObject(task + "=0");
  }

  private static JsonObject evaluate(String task, int documents) {
    Path shared = Shared.require();
    EvaluateOptions first = Harness.options().limit(documents);
    try (CausalLm model = Checkpoint.load(shared.resolve("models/stories260K").toString())) {
      return Harness.evaluate(
              model,
              Items.folder(shared.resolve("datasets").toString()),
              first,
              Tasks.named(task, 0))
          .toJson();
    }
  }

  private static void assertAnswers(JsonArray expected, JsonArray actual, String where) {
    assertEquals(expected.size(), actual.size(), where);
    for (int i = 0; i < expected.size(); i++) {
      JsonArray answer = expected.get(i).getAsJsonArray();
      JsonArray ours = actual.get(i).getAsJsonArray();
      double logLikelihood = answer.get(0).getAsDouble();
      assertEquals(logLikelihood, ours.get(0).getAsDouble(), LOG_LIKELIHOOD, where + i);
      assertEquals(answer.get(1).getAsBoolean(), ours.get(1).getAsBoolean(), where + i);
    }
  }

  /** Every measure and its error, whatever a task has of them. */
  private static void assertScores(JsonObject expected, JsonObject actual, String where) {
    for (Map.Entry<String, JsonElement> score : expected.entrySet()) {
      if (score.getKey().startsWith("acc")) {
        double value = score.getValue().getAsDouble();
        double ours = actual.get(score.getKey()).getAsDouble();
        assertEquals(value, ours, SCORE, where + " " + score.getKey());
      }
    }
  }
}
