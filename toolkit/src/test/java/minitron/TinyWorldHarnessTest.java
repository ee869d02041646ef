package minitron;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import minitron.io.Sha256;
import minitron.model.CausalLm;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A run of lm-evaluation-harness 0.4.13 on TinyWorld's items and teacher, done again: every prompt,
 * log-likelihood, greedy flag, written text and score is the harness's. The recording is made by
 * make_lm_eval.py beside it.
 */
class TinyWorldHarnessTest {
  /** Nats, and a part of the value too; 2e-5 nats is the largest difference that was seen. */
  private static final double LOG_LIKELIHOOD = 1e-4;

  private static final double SCORE = 1e-6;

  private static CausalLm teacher;

  @BeforeAll
  static void open() {
    teacher = Checkpoint.load("../datasets/tinyworld/teacher");
  }

  @AfterAll
  static void close() {
    teacher.close();
  }

  /** Every task and number of shots that was recorded, with its metrics. */
  static Stream<Arguments> runs() throws IOException {
    return recorded()
        .filter(line -> line.has("results"))
        .map(line -> Arguments.of(text(line, "task"), line.get("shots").getAsInt(), line));
  }

  @ParameterizedTest(name = "{0} with {1} shots")
  @MethodSource("runs")
  void everyAnswerIsTheHarnesss(String task, int shots, JsonObject run) throws IOException {
    String what = task + " with " + shots + " shots";
    List<JsonObject> expected =
        recorded()
            .filter(line -> line.has("doc") && text(line, "task").equals(task))
            .filter(line -> line.get("shots").getAsInt() == shots)
            .toList();
    var options = Harness.options().batch(40).limit(run.get("documents").getAsInt()).maxTokens(32);
    JsonObject ours =
        Harness.evaluate(teacher, Items.tinyWorld(), options, Tasks.named(task, shots)).toJson();

    List<JsonObject> samples = objects(ours.getAsJsonObject("samples").getAsJsonArray(task));
    assertEquals(expected.size(), samples.size(), what);
    for (JsonObject document : expected) {
      String where = what + ", document " + document.get("doc") + ", " + text(document, "filter");
      JsonObject sample =
          samples.stream()
              .filter(s -> s.get("doc_id").equals(document.get("doc")))
              .filter(s -> s.get("filter").equals(document.get("filter")))
              .findFirst()
              .orElseThrow(() -> new AssertionError("none of " + where));
      assertAnswers(document.getAsJsonArray("asked"), sample, where);
      assertScores(document.getAsJsonObject("scores"), sample, where);
    }
    assertScores(
        run.getAsJsonObject("results"),
        ours.getAsJsonObject("results").getAsJsonObject(task),
        what);
  }

  private static void assertAnswers(JsonArray expected, JsonObject sample, String where) {
    JsonArray questions = sample.getAsJsonArray("arguments");
    JsonArray answers = sample.getAsJsonArray("resps");
    assertEquals(expected.size(), questions.size(), where);
    assertEquals(expected.size(), answers.size(), where);
    for (int i = 0; i < expected.size(); i++) {
      String request = where + ", request " + i;
      JsonArray theirs = expected.get(i).getAsJsonArray();
      String context = questions.get(i).getAsJsonArray().get(0).getAsString();
      if (theirs.size() == 2) {
        assertEquals(theirs.get(0).getAsString(), mark(context), request);
        assertEquals(theirs.get(1), answers.get(i), request);
        continue;
      }
      String continuation = questions.get(i).getAsJsonArray().get(1).getAsString();
      assertEquals(theirs.get(0).getAsString(), mark(context + continuation), request);
      assertEquals(theirs.get(1).getAsString(), continuation, request);
      JsonArray answer = answers.get(i).getAsJsonArray();
      double logLikelihood = theirs.get(2).getAsDouble();
      double most = LOG_LIKELIHOOD * (1 + Math.abs(logLikelihood));
      assertEquals(logLikelihood, answer.get(0).getAsDouble(), most, request);
      assertEquals(theirs.get(3), answer.get(1), request);
    }
  }

  private static void assertScores(JsonObject expected, JsonObject ours, String where) {
    for (String name : expected.keySet()) {
      double score = expected.get(name).getAsDouble();
      assertEquals(score, ours.get(name).getAsDouble(), SCORE, where + " " + name);
    }
  }

  private static Stream<JsonObject> recorded() throws IOException {
    return Files.readString(Fixtures.resource("/tinyworld/lm_eval.jsonl"))
        .lines()
        .map(line -> JsonParser.parseString(line).getAsJsonObject());
  }

  private static List<JsonObject> objects(JsonArray array) {
    return StreamSupport.stream(array.spliterator(), false)
        .map(element -> element.getAsJsonObject())
        .toList();
  }

  private static String text(JsonObject object, String field) {
    return object.get(field).getAsString();
  }

  /** How the recording names a text. */
  private static String mark(String text) {
    return Sha256.of(text.getBytes(UTF_8)).substring(0, 12);
  }
}
