package minitron.eval.run;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import minitron.Shared;
import minitron.eval.ask.CharCodec;
import minitron.eval.ask.GenerationConfig;
import minitron.eval.ask.LanguageModel;
import minitron.eval.ask.Models;
import minitron.eval.result.EvaluationConfig;
import minitron.eval.task.Limit;
import minitron.eval.tasks.Catalog;
import minitron.infer.Scored;
import minitron.text.ItemFolder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A run of lm-evaluation-harness 0.4.13 on a real model, played back: with its log-likelihoods as
 * the model's answers, every request, every document's score and every result must be the same.
 */
class ReplayTest {

  @ParameterizedTest
  @ValueSource(
      strings = {"winogrande", "arc_challenge", "hellaswag", "truthfulqa_mc2", "mmlu_astronomy"})
  void givesWhatTheHarnessGave(String name) throws IOException {
    JsonObject recorded =
        JsonParser.parseString(
                Files.readString(Shared.require().resolve("reference/stories260K-lm_eval.json")))
            .getAsJsonObject();
    JsonObject run = recorded.getAsJsonObject("tasks").getAsJsonObject(name + "=0");
    JsonArray documents = run.getAsJsonArray("docs");
    JsonObject ours = replay(name, documents);
    for (Map.Entry<String, JsonElement> result : run.getAsJsonObject("results").entrySet()) {
      assertSame(
          result.getValue(),
          ours.getAsJsonObject("results").getAsJsonObject(name).get(result.getKey()),
          result.getKey());
    }
    JsonArray samples = ours.getAsJsonObject("samples").getAsJsonArray(name);
    for (int i = 0; i < documents.size(); i++) {
      JsonObject document = documents.get(i).getAsJsonObject();
      for (Map.Entry<String, JsonElement> field : document.entrySet()) {
        JsonElement mine = samples.get(i).getAsJsonObject().get(field.getKey());
        assertSame(field.getValue(), mine, name + " document " + i + " " + field.getKey());
      }
    }
  }

  private static JsonObject replay(String name, JsonArray documents) {
    List<Scored> answers = new ArrayList<>();
    for (JsonElement document : documents) {
      for (JsonElement answer : document.getAsJsonObject().getAsJsonArray("resps")) {
        JsonArray pair = answer.getAsJsonArray();
        answers.add(new Scored(pair.get(0).getAsDouble(), pair.get(1).getAsBoolean()));
      }
    }
    LanguageModel model = Models.of(new CharCodec(), Models.scorer(requests -> answers), 1_000_000);
    ItemFolder items = new ItemFolder(Shared.require().resolve("datasets"));
    return new Evaluator(model, items, new Limit(documents.size()))
        .run(
            List.of(Catalog.benchmark(name, 0)),
            new EvaluationConfig("float32", 16, "", "", GenerationConfig.DEFAULT))
        .toJson();
  }

  private static void assertSame(JsonElement expected, JsonElement actual, String what) {
    if (expected.isJsonArray()) {
      assertEquals(expected.getAsJsonArray().size(), actual.getAsJsonArray().size(), what);
      for (int i = 0; i < expected.getAsJsonArray().size(); i++) {
        assertSame(expected.getAsJsonArray().get(i), actual.getAsJsonArray().get(i), what);
      }
    } else if (expected.getAsString().startsWith("sha256:")) {
      // The recording holds long texts as their hash.
      assertEquals(expected.getAsString(), "sha256:" + sha256(actual.getAsString()), what);
    } else if (expected.getAsJsonPrimitive().isNumber()) {
      assertEquals(expected.getAsDouble(), actual.getAsDouble(), 1e-12, what);
    } else {
      assertEquals(expected, actual, what);
    }
  }

  private static String sha256(String text) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash);
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }
}
