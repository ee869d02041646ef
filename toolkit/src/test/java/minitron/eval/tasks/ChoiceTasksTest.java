package minitron.eval.tasks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import minitron.Refusal;
import minitron.eval.ask.CharCodec;
import minitron.eval.ask.LanguageModel;
import minitron.eval.ask.Models;
import minitron.eval.metric.Sample;
import minitron.eval.task.OneDoc;
import minitron.eval.task.Task;
import minitron.infer.Scored;
import minitron.text.JsonLines;
import minitron.text.Row;
import org.junit.jupiter.api.Test;

/** How each task reads one row of its own schema. */
class ChoiceTasksTest {

  @Test
  void arcScoresTheAnswersTexts() {
    Row row =
        row(
            """
            {"question": "Why?", "choices": {"text": ["So.", "No.", "Go."],
             "label": ["1", "2", "3"]}, "answerKey": "2"}""");
    Sample sample = ask(ArcChallenge.TASK, row, -3, -1, -2);
    assertEquals(List.of("Question: Why?\nAnswer:", " So."), sample.instances().get(0).arguments());
    assertEquals(1, sample.target());
    assertEquals(1.0, sample.scores().get("acc"));
    assertEquals("Question: Why?\nAnswer: No.\n\n", ArcChallenge.TASK.outputType().shot(row));
    assertRefused(
        ArcChallenge.TASK,
        """
        {"question": "Why?", "choices": {"text": ["a"], "label": ["A"]}, "answerKey": "B"}""",
        "field \"answerKey\" must be one of the labels");
  }

  /** As in Python, 2 and "2" are not the same. */
  @Test
  void arcsLabelsMayBeNumbers() {
    String json =
        """
        {"question": "Why?", "choices": {"text": ["So.", "No."], "label": [1, 2]}, "answerKey": %s}""";
    Sample sample = ask(ArcChallenge.TASK, row(json.formatted("2")), -3, -1);
    assertEquals(1, sample.target());
    assertEquals(1.0, sample.scores().get("acc"));
    assertRefused(ArcChallenge.TASK, json.formatted("\"2\""), "one of the labels [1,2], but is");
  }

  @Test
  void hellaswagTakesOutMarksAndCapitalizes() {
    Row row =
        row(
            """
            {"activity_label": "Tea", "ctx_a": "A [title] Pot.", "ctx_b": "the POT",
             "endings": ["[step] boils.", "x  y"], "label": "1"}""");
    Sample sample = ask(Hellaswag.TASK, row, -2, -1);
    assertEquals(List.of("Tea: A. Pot. The pot", "  boils."), arguments(sample, 0));
    assertEquals(List.of("Tea: A. Pot. The pot", " x y"), arguments(sample, 1));
    assertRefused(
        Hellaswag.TASK,
        """
        {"activity_label": "", "ctx_a": "", "ctx_b": "", "endings": ["a"], "label": "x"}""",
        "field \"label\" must be an ending's index, counted from 0, but is \"x\"");
  }

  /** The harness's template writes a number as the same text. */
  @Test
  void hellaswagsLabelMayBeANumber() {
    String json =
        """
        {"activity_label": "", "ctx_a": "", "ctx_b": "", "endings": ["a", "b", "c", "d", "e", "f",
         "g", "h", "i", "j", "k"], "label": %s}""";
    for (String label : List.of("10", "\"10\"")) {
      Sample sample =
          ask(
              Hellaswag.TASK,
              row(json.formatted(label)),
              -9,
              -9,
              -9,
              -9,
              -9,
              -9,
              -9,
              -9,
              -9,
              -9,
              -1);
      assertEquals(10, sample.target());
      assertEquals(1.0, sample.scores().get("acc"));
    }
    for (String label : List.of("true", "null", "\"\"", "\"1.0\"", "\"01\"", "1e0")) {
      assertRefused(Hellaswag.TASK, json.formatted(label), "field \"label\" must be ");
    }
  }

  @Test
  void mmluScoresLetters() {
    Task anatomy = Catalog.benchmark("mmlu_anatomy", 0).tasks().get(0);
    Row row =
        row(
            """
            {"question": " Which? ", "choices": ["a", " b", "c", "d"], "answer": 3}""");
    Sample sample = ask(anatomy, row, -1, -1, -1, -1);
    assertEquals(List.of("Which?\nA. a\nB.  b\nC. c\nD. d\nAnswer:", " D"), arguments(sample, 3));
    assertEquals(0.0, sample.scores().get("acc"));
    assertEquals(57, Catalog.benchmark("mmlu", 5).tasks().size());
    assertEquals(5, Catalog.benchmark("mmlu", 5).groups().size());
    assertRefused(
        anatomy, "{\"question\": \"\", \"choices\": [\"a\"], \"answer\": 0}", "four strings");
    assertRefused(
        anatomy,
        "{\"question\": \"\", \"choices\": [\"a\", \"b\", \"c\", \"d\"], \"answer\": -5}",
        "must be 0 to 3, or \"A\" to \"D\", but is -5");
  }

  /** The harness looks a text up among the letters: "1" is none, and no answer would be right. */
  @Test
  void mmlusAnswerMayBeALetterAndItsChoicesNumbers() {
    Task anatomy = Catalog.benchmark("mmlu_anatomy", 0).tasks().get(0);
    String json = "{\"question\": \"206?\", \"choices\": [-1, 206, 0, 7000000000], \"answer\": %s}";
    Sample sample = ask(anatomy, row(json.formatted("\"B\"")), -2, -1, -2, -2);
    assertEquals(
        List.of("206?\nA. -1\nB. 206\nC. 0\nD. 7000000000\nAnswer:", " B"), arguments(sample, 1));
    assertEquals("B", sample.target());
    assertEquals(1.0, sample.scores().get("acc"));
    assertTrue(anatomy.outputType().shot(row(json.formatted("\"B\""))).endsWith("\nAnswer: B\n\n"));
    for (String answer : List.of("1.0", "null", "true", "[1]")) {
      assertRefused(anatomy, json.formatted(answer), "field \"answer\" must be ");
    }
    Sample none = ask(anatomy, row(json.formatted("\"1\"")), -2, -1, -2, -2);
    assertEquals("1", none.target());
    assertEquals(0.0, none.scores().get("acc"));
  }

  @Test
  void truthfulQaSharesTheProbability() {
    Row row =
        row(
            """
            {"question": "Is it?", "mc1_targets": {"choices": ["Yes", "No"], "labels": [1, 0]},
             "mc2_targets": {"choices": ["Yes", "No", "So"], "labels": [1, 0, 1]}}""");
    Sample first = ask(TruthfulQa.MC1, row, -2, -1);
    assertTrue(first.instances().get(0).arguments().toString().contains("\n\nQ: Is it?\nA:"));
    assertEquals(0.0, first.scores().get("acc"));
    double log = Math.log(0.25);
    double third = ask(TruthfulQa.MC2, row, log, log, log).scores().get("acc");
    assertEquals(2 / 3.0, third, 1e-12);
    for (String labels : List.of("[true, false, true]", "[1.0, 0.5, 1.0]", "[1, 2, 1]")) {
      Row other = row(row.fields().toString().replace("[1,0,1]", labels));
      assertEquals(third, ask(TruthfulQa.MC2, other, log, log, log).scores().get("acc"));
    }
    Row texts = row(row.fields().toString().replace("[1,0,1]", "[\"1\", \"0\", \"1\"]"));
    assertEquals(0.0, ask(TruthfulQa.MC2, texts, log, log, log).scores().get("acc"));
    assertTrue(Double.isNaN(ask(TruthfulQa.MC2, row, -800, -900, -999).scores().get("acc")));
    assertEquals(0.0, ask(TruthfulQa.MC2, row, -999, 0, -999).scores().get("acc"));
    assertRefused(
        TruthfulQa.MC2,
        "{\"question\": \"\", \"mc2_targets\": {\"choices\": [\"a\"], \"labels\": []}}",
        "as many as the 1 choices");
  }

  private static List<?> arguments(Sample sample, int choice) {
    return sample.instances().get(choice).arguments();
  }

  private static Sample ask(Task task, Row row, double... logLikelihoods) {
    List<Scored> answers =
        Arrays.stream(logLikelihoods).mapToObj(ll -> new Scored(ll, false)).toList();
    LanguageModel model = Models.of(new CharCodec(), Models.scorer(requests -> answers), 10_000);
    return OneDoc.ask(task, "", row, model);
  }

  private static void assertRefused(Task task, String json, String part) {
    Row row = row(json);
    String message = Refusal.of(() -> ask(task, row));
    assertTrue(message.startsWith("t.jsonl line 1") && message.contains(part), message);
  }

  private static Row row(String json) {
    byte[] line = json.replace("\n", "").getBytes(StandardCharsets.UTF_8);
    return JsonLines.parse(line, "t.jsonl").get(0);
  }
}
