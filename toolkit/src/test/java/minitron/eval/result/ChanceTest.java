package minitron.eval.result;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonParser;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import minitron.eval.ask.CharCodec;
import minitron.eval.ask.Models;
import minitron.eval.metric.Sample;
import minitron.eval.task.ChoiceMetric;
import minitron.eval.task.ChoiceTask;
import minitron.eval.task.OneDoc;
import minitron.eval.task.Task;
import minitron.eval.tasks.ArcChallenge;
import minitron.eval.tasks.Lambada;
import minitron.eval.tasks.TruthfulQa;
import minitron.infer.Scored;
import minitron.infer.Scorer;
import minitron.text.Row;
import org.junit.jupiter.api.Test;

/** What guessing scores: by hand, of measures with one right choice and with several. */
class ChanceTest {

  /** One of two answers is right, then three of four: 1/2 and 3/4, not 1/2 and 1/4. */
  @Test
  void ofAProbabilityItIsTheShareOfTrueAnswers() {
    TaskResult result =
        ask(
            TruthfulQa.MC2,
            "{'question': 'Is it?', 'mc2_targets': {'choices': ['a', 'b'], 'labels': [1, 0]}}",
            """
            {'question': 'So?',
             'mc2_targets': {'choices': ['a', 'b', 'c', 'd'], 'labels': [1, 1, 1, 0]}}""");
    assertEquals(5 / 8.0, chance(result, 0).orElseThrow(), 1e-12);
    // A model that knows nothing gives all choices the same, and so just that.
    assertEquals(5 / 8.0, result.score("acc"), 1e-12);
  }

  /** Of two and of four choices one is right. */
  @Test
  void ofOneRightChoiceItIsOneOfAll() {
    TaskResult result =
        ask(
            ArcChallenge.TASK,
            """
            {'question': '?', 'choices': {'text': ['a', 'b'], 'label': ['A', 'B']},
             'answerKey': 'B'}""",
            """
            {'question': '?', 'answerKey': 'A',
             'choices': {'text': ['a', 'b', 'c', 'd'], 'label': ['A', 'B', 'C', 'D']}}""");
    assertEquals(3 / 8.0, chance(result, 0).orElseThrow(), 1e-12);
    assertEquals(3 / 8.0, chance(result, 1).orElseThrow(), 1e-12);
  }

  @Test
  void ofAMeasureThatSaysNothingAndOfWordsThereIsNone() {
    var own = new ChoiceMetric("acc", (choices, likelihoods) -> 1);
    Task task =
        ChoiceTask.named("own")
            .data("own", "test")
            .question(row -> "?")
            .choices(row -> List.of("a", "b"))
            .right(row -> 0)
            .metrics(own)
            .task();
    assertTrue(chance(ask(task, "{}"), 0).isEmpty());
    assertTrue(chance(ask(Lambada.TASK, "{'text': 'One two'}"), 1).isEmpty());
  }

  private static OptionalDouble chance(TaskResult result, int metric) {
    return result.chance(result.scores().get(metric).metric());
  }

  /** Every choice has the same log-likelihood. */
  private static TaskResult ask(Task task, String... rows) {
    Scorer same =
        Models.scorer(requests -> requests.stream().map(request -> new Scored(-1, false)).toList());
    var model = Models.of(new CharCodec(), same, 10_000);
    List<Sample> samples =
        Stream.of(rows)
            .map(row -> new Row(JsonParser.parseString(row).getAsJsonObject(), "here"))
            .map(row -> OneDoc.ask(task, "", row, model))
            .toList();
    return TaskResult.of(task, 0, rows.length, samples.size(), samples, Map.of());
  }
}
