package minitron.eval.tasks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
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
    assertRefused(
        ArcChallenge.TASK,
        """
        {"question": "Why?", "choices": {"text": ["a"], "label": ["A", "B"]}, "answerKey": "B"}""",
        "field \"label\" must be as many as the 1 texts");
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
        {"activity_label": "", "ctx_a": "", "ctx_b": "", "endings": ["a"], "label": "1"}""",
        "field \"label\" must be an ending's index, \"0\" to \"0\"");
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
        "{\"question\": \"\", \"choices\": [\"a\", \"b\", \"c\", \"d\"], \"answer\": 4}",
        "must be 0 to 3");
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
    LanguageModel model = Models.of(new CharCodec(), requests -> answers, 10_000);
    return OneDoc.ask(task, "", row, model);
  }

  private static void assertRefused(Task task, String json, String part) {
    Row row = row(json);
    String message =
        assertThrows(IllegalArgumentException.class, () -> ask(task, row)).getMessage();
    assertTrue(message.startsWith("t.jsonl line 1") && message.contains(part), message);
  }

  private static Row row(String json) {
    byte[] line = json.replace("\n", "").getBytes(StandardCharsets.UTF_8);
    return JsonLines.parse(line, "t.jsonl").get(0);
  }
}
