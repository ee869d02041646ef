package minitron.eval.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CancellationException;
import minitron.Refusal;
import minitron.eval.ask.CharCodec;
import minitron.eval.ask.GenerationConfig;
import minitron.eval.ask.Models;
import minitron.eval.result.Evaluation;
import minitron.eval.result.EvaluationConfig;
import minitron.eval.result.TaskResult;
import minitron.eval.task.Benchmark;
import minitron.eval.task.Limit;
import minitron.eval.tasks.Catalog;
import minitron.eval.tasks.Lambada;
import minitron.eval.tasks.Winogrande;
import minitron.infer.Scored;
import minitron.infer.Scorer;
import minitron.infer.TokenRequest;
import minitron.text.ItemFolder;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SimpleEvaluateTest {
  private static final EvaluationConfig INFO =
      new EvaluationConfig("float32", 4, "no BOS", "ab12", GenerationConfig.DEFAULT);
  @TempDir Path folder;

  @BeforeEach
  void writeItems() throws IOException {
    Files.createDirectory(folder.resolve("winogrande"));
    write(
        "validation",
        item("The hat did not fit the _ as it was big.", "case", "basket", 1),
        item("Ann gave Bo the _ and left.", "keys", "key", 2),
        item("A _ ran.", "dog", "cat", 1),
        item("The _ sang.", "bird", "fish", 2));
    write("train", item("One _ won.", "a", "b", 1), item("Two _ lost.", "c", "d", 2));
  }

  @Test
  void printsTheHarnessTable() {
    // The shorter sentence wins, and the first of equal ones: the last document is answered
    // wrongly.
    assertEquals(
        """
        |  Tasks   |Version|Filter|n-shot|Metric|   |Value|   |Stderr|
        |----------|------:|------|-----:|------|---|----:|---|-----:|
        |winogrande|      1|none  |     0|acc   |↑  | 0.75|±  |  0.25|""",
        run(0, Limit.NONE).toString());
    assertEquals(
        """
        |  Tasks   |Version|Filter|n-shot|Metric|   |Value|   |Stderr|
        |----------|------:|------|-----:|------|---|----:|---|------|
        |winogrande|      1|none  |     1|acc   |↑  |    1|±  |   N/A|""",
        run(1, new Limit(1)).toString());
  }

  @Test
  void writesTheHarnessResults() {
    JsonObject json = run(1, new Limit(0.5)).toJson();
    assertEquals(
        JsonParser.parseString(
            """
            {"winogrande": {"name": "winogrande", "alias": "winogrande", "sample_len": 2,
              "acc,none": 1.0, "acc_stderr,none": 0.0}}"""),
        json.get("results"));
    assertEquals("{\"winogrande\":1.0}", json.get("versions").toString());
    assertEquals("{\"winogrande\":1}", json.get("n-shot").toString());
    assertEquals("{\"winogrande\":{\"acc\":true}}", json.get("higher_is_better").toString());
    assertEquals(
        "{\"winogrande\":{\"original\":4,\"effective\":2}}", json.get("n-samples").toString());
    assertEquals("{}", json.get("groups").toString());
    JsonObject sample =
        json.getAsJsonObject("samples").getAsJsonArray("winogrande").get(0).getAsJsonObject();
    assertEquals(
        JsonParser.parseString(
            """
            {"doc_id": 0, "target": "as it was big.", "arguments": [
              ["Two d lost.\\n\\nThe hat did not fit the case", " as it was big."],
              ["Two d lost.\\n\\nThe hat did not fit the basket", " as it was big."]],
              "resps": [[-42.0, false], [-44.0, true]], "filter": "none", "acc": 1.0}"""),
        sample);
    assertEquals("ab12", json.getAsJsonObject("config").get("weights_sha256").getAsString());
    assertEquals(2, json.getAsJsonObject("data_sha256").getAsJsonObject("winogrande").size());
  }

  @Test
  void givesScoresByName() {
    Evaluation evaluation = run(0, new Limit(3));
    assertEquals(1, evaluation.task("winogrande").score("acc"));
    Refusal.of(() -> evaluation.task("arc"), "there is winogrande");
    Refusal.of(() -> evaluation.task("winogrande").score("f1"), "it has acc");
  }

  @Test
  void withoutShotsThePoolIsNotRead() throws IOException {
    Files.delete(folder.resolve("winogrande/train.jsonl"));
    assertEquals(4, run(0, Limit.NONE).task("winogrande").asked());
    assertThrows(IllegalArgumentException.class, () -> run(1, Limit.NONE));
  }

  /** The second task is stopped, and the first one's result stays. */
  @Test
  void aStopKeepsTheTasksThatAreThrough() throws IOException {
    Files.createDirectory(folder.resolve("lambada"));
    Files.writeString(folder.resolve("lambada/test.jsonl"), "{\"text\": \"a red hat\"}\n");
    Scorer stopping =
        Models.scorer(
            requests -> {
              if (requests.size() == 1) {
                throw new CancellationException("Stopped on request after 0 of 1 requests.");
              }
              return score(requests);
            });
    var text = Models.of(new CharCodec(), stopping, 1000);
    var evaluator = new Evaluator(text, new ItemFolder(folder), new Limit(1));
    List<Benchmark> both =
        List.of(Benchmark.of(Winogrande.TASK).shots(0), Benchmark.of(Lambada.TASK).shots(0));
    Evaluation some = evaluator.run(both, INFO);
    assertEquals(List.of("winogrande"), some.tasks().stream().map(TaskResult::name).toList());
    assertEquals(
        "Not run to its end: lambada_openai. Stopped on request after 0 of 1 requests.",
        some.ending().text());
    assertTrue(some.toString().endsWith("\n" + some.ending().text()));
    assertEquals(some.ending().text(), some.toJson().get("ending").getAsString());
    List<Benchmark> reversed = List.of(both.get(1), both.get(0));
    var e = assertThrows(CancellationException.class, () -> evaluator.run(reversed, INFO));
    assertEquals(
        "Not run to its end: lambada_openai, winogrande. Stopped on request after 0 of 1 requests.",
        e.getMessage());
  }

  @Test
  void wrongArgumentsAreNamed() {
    Evaluator evaluator = evaluator(Limit.NONE);
    List<Benchmark> twice =
        List.of(Benchmark.of(Winogrande.TASK).shots(0), Benchmark.of(Winogrande.TASK).shots(1));
    assertThrows(IllegalArgumentException.class, () -> evaluator.run(twice, INFO));
    assertThrows(IllegalArgumentException.class, () -> evaluator.run(List.of(), INFO));
    assertThrows(IllegalArgumentException.class, () -> Benchmark.of(Winogrande.TASK).shots(-1));
    assertThrows(IllegalArgumentException.class, () -> run(2, Limit.NONE));
    Refusal.of(() -> Catalog.benchmark("wino", 0), "winogrande");
  }

  private Evaluation run(int shots, Limit limit) {
    return evaluator(limit).run(List.of(Benchmark.of(Winogrande.TASK).shots(shots)), INFO);
  }

  private Evaluator evaluator(Limit limit) {
    return new Evaluator(
        Models.of(new CharCodec(), Models.scorer(SimpleEvaluateTest::score), 1000),
        new ItemFolder(folder),
        limit);
  }

  /** The log-likelihood is minus the context's length; every fourth length is greedy. */
  private static List<Scored> score(List<TokenRequest> requests) {
    return requests.stream()
        .map(r -> new Scored(-r.context().length, r.context().length % 4 == 0))
        .toList();
  }

  private void write(String split, String... items) throws IOException {
    Files.write(folder.resolve("winogrande/" + split + ".jsonl"), List.of(items));
  }

  private static String item(String sentence, String option1, String option2, int answer) {
    return """
        {"sentence": "%s", "option1": "%s", "option2": "%s", "answer": "%d"}"""
        .formatted(sentence, option1, option2, answer);
  }
}
