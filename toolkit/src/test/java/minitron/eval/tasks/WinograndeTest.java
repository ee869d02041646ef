package minitron.eval.tasks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import minitron.Golden;
import minitron.Refusal;
import minitron.eval.ask.CharCodec;
import minitron.eval.ask.LanguageModel;
import minitron.eval.ask.Models;
import minitron.eval.harness.PythonRandom;
import minitron.eval.metric.Instance;
import minitron.eval.metric.Sample;
import minitron.eval.task.OneDoc;
import minitron.eval.task.OutputType;
import minitron.eval.task.ShotRule;
import minitron.infer.Scored;
import minitron.text.ItemSplit;
import minitron.text.JsonLines;
import minitron.text.Row;
import org.junit.jupiter.api.Test;

class WinograndeTest {
  private static final OutputType<?> TYPE = Winogrande.TASK.outputType();

  @Test
  void theOptionFillsTheBlankAndTheRestIsScored() {
    Row row = row("The cup fell off the _ as it was  tilted. ", "table", "shelf", "2");
    List<? extends Instance> asked = ask(row, "before\n\n").instances();
    assertEquals(
        List.of(
            List.of("before\n\nThe cup fell off the table", " as it was  tilted."),
            List.of("before\n\nThe cup fell off the shelf", " as it was  tilted.")),
        asked.stream().map(Instance::arguments).toList());
    assertEquals("as it was  tilted.", ask(row, "").target());
    assertEquals("The cup fell off the shelf as it was  tilted.\n\n", TYPE.shot(row));
  }

  @Test
  void onlyTheFirstUnderscoreIsTheBlank() {
    Row row = row("_ is a_b", "x", "y", "1");
    assertEquals(List.of("x", " is a_b"), ask(row, "").instances().get(0).arguments());
  }

  /** build_qa_turn adds neither delimiter to an empty answer. */
  @Test
  void aBlankAtTheEndLeavesAnExampleWithoutDelimiters() {
    Row row = row("Ann took the _", "keys", "hat", "2");
    assertEquals("Ann took the hat", TYPE.shot(row));
    assertEquals(List.of("Ann took the keys", " "), ask(row, "").instances().get(0).arguments());
  }

  @Test
  void rowsThatAreNoWinograndeAreRefused() {
    assertProblem("field \"answer\" must be \"1\" or \"2\"", row("a _ b", "x", "y", ""));
    assertProblem("field \"sentence\" must hold a _", row("a b", "x", "y", "1"));
    // The harness looks the text up, and has no entry for a number.
    assertProblem(
        "field \"answer\" must be a string, but is 1",
        parse("{\"sentence\": \"_\", \"option1\": \"\", \"option2\": \"\", \"answer\": 1}"));
    assertProblem("has no field \"sentence\"", parse("{\"question\": \"x\"}"));
  }

  @Test
  void agreesWithGoldenShots() {
    List<Row> prompts = Golden.rows("winogrande.jsonl", "prompt");
    ItemSplit pool = goldenPool(prompts.get(0).whole("fewshot_pool_size"));
    PythonRandom random = new PythonRandom(1234);
    int document = 0;
    for (Row golden : prompts) {
      Row row = golden.child("doc");
      // The documents between those on file draw too; which they are changes nothing here.
      while (document++ < golden.whole("doc_index")) {
        ShotRule.DRAW_OTHERS.draw(pool, row, golden.whole("num_fewshot"), random);
      }
      List<Row> shots = ShotRule.DRAW_OTHERS.draw(pool, row, golden.whole("num_fewshot"), random);
      assertEquals(
          golden.wholes("fewshot_indices"), shots.stream().map(pool.rows()::indexOf).toList());
      String before = String.join("", shots.stream().map(TYPE::shot).toList());
      check(golden, ask(row, before));
    }
  }

  private static void check(Row golden, Sample sample) {
    List<String> contexts = golden.texts("context");
    List<String> continuations = golden.texts("continuations");
    assertEquals(contexts.size(), sample.instances().size());
    for (int i = 0; i < contexts.size(); i++) {
      assertEquals(
          List.of(contexts.get(i), continuations.get(i)), sample.instances().get(i).arguments());
    }
    // The first of equal answers wins, so acc tells whether the first is right.
    assertEquals(golden.whole("gold") == 0 ? 1.0 : 0.0, sample.scores().get("acc"));
  }

  /** The golden pool holds only the rows that were drawn; others stand in for the rest. */
  private static ItemSplit goldenPool(int size) {
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      rows.add(row("not drawn _ " + i, "x", "y", "1"));
    }
    for (Row row : Golden.rows("pools/winogrande.jsonl")) {
      rows.set(row.whole("index"), row.child("doc"));
    }
    return new ItemSplit("pool", rows, "");
  }

  private static Sample ask(Row row, String before) {
    return OneDoc.ask(Winogrande.TASK, before, row, model());
  }

  private static LanguageModel model() {
    Scored same = new Scored(-1, false);
    return Models.of(
        new CharCodec(),
        Models.scorer(requests -> requests.stream().map(r -> same).toList()),
        100_000);
  }

  private static void assertProblem(String part, Row row) {
    String message = Refusal.of(() -> TYPE.shot(row));
    assertTrue(message.startsWith("w.jsonl line 1") && message.contains(part), message);
  }

  private static Row row(String sentence, String option1, String option2, String answer) {
    return parse(
        """
        {"sentence": "%s", "option1": "%s", "option2": "%s", "answer": "%s"}"""
            .formatted(sentence, option1, option2, answer));
  }

  private static Row parse(String json) {
    return JsonLines.parse(json.getBytes(StandardCharsets.UTF_8), "w.jsonl").get(0);
  }
}
