package minitron.eval.result;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import minitron.Refusal;
import minitron.eval.ask.GenerationConfig;
import minitron.eval.ask.Request;
import minitron.eval.ask.ScoredInstance;
import minitron.eval.metric.Sample;
import minitron.eval.task.ChoiceMetric;
import minitron.eval.task.Group;
import minitron.eval.task.MultipleChoice;
import minitron.eval.task.Task;
import minitron.infer.Scored;
import minitron.runs.Ending;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PairedDifferenceTest {
  private static final List<Double> FIRST = List.of(1.0, 1.0, 0.0, 0.0, 1.0, 0.0);
  private static final List<Double> SECOND = List.of(1.0, 0.0, 1.0, 1.0, 1.0, 1.0);

  @Test
  void differencesAreTakenDocumentByDocument() {
    // Differences 0 −1 1 1 0 1: mean 1/3, variance 2/3, and so an error of sqrt(2/3/6) = 1/3.
    PairedDifference row = only(evaluation(FIRST).against(evaluation(SECOND)));
    assertEquals(0.5, row.first());
    assertEquals(5 / 6.0, row.second(), 1e-12);
    assertEquals(1 / 3.0, row.difference().value(), 1e-12);
    assertEquals(1 / 3.0, row.difference().standardError().orElseThrow(), 1e-12);
    assertEquals((1 - 1.959963984540054) / 3, row.low().orElseThrow(), 1e-12);
    assertEquals((1 + 1.959963984540054) / 3, row.high().orElseThrow(), 1e-12);
    assertEquals(1, row.onlyFirst().orElseThrow());
    assertEquals(3, row.onlySecond().orElseThrow());
    assertEquals(0.625, row.mcNemar().orElseThrow(), 1e-12);
  }

  /** {@code scipy.stats.binomtest(one, one + other).pvalue}. */
  @ParameterizedTest
  @CsvSource({
    "0, 0, 1",
    "1, 5, 0.21875",
    "3, 1, 0.625",
    "2, 2, 1",
    "30, 52, 0.019826915845841595",
    "1000, 1120, 0.009735287968057326",
    "0, 1000, 1.8665272370064378e-301",
    "0, 2000, 0",
  })
  void mcNemarIsTheExactSignTest(int one, int other, double expected) {
    assertEquals(expected, PairedDifference.signTest(one, other), 1e-9 * expected);
    assertEquals(expected, PairedDifference.signTest(other, one), 1e-9 * expected);
  }

  @Test
  void scoresThatAreNoVerdictsHaveNoTest() {
    PairedDifference row =
        only(evaluation(List.of(0.5, 1.0)).against(evaluation(List.of(0.25, 0.5))));
    assertEquals(-0.375, row.difference().value());
    assertTrue(row.mcNemar().isEmpty());
    PairedDifference one = only(evaluation(List.of(0.0)).against(evaluation(List.of(1.0))));
    assertTrue(one.low().isEmpty());
    assertEquals(1, one.mcNemar().orElseThrow());
  }

  @Test
  void aGroupIsTheMeanOverItsDocuments() {
    Group group =
        new Group("both", "both", 1, List.of(), List.of(task("a", 1, "x"), task("b", 1, "x")));
    List<TaskResult> first = List.of(result("a", FIRST), result("b", List.of(0.0, 0.0)));
    List<TaskResult> second = List.of(result("a", SECOND), result("b", List.of(1.0, 0.0)));
    List<PairedDifference> rows =
        evaluation(first, List.of(GroupResult.of(group, first)))
            .against(evaluation(second, List.of(GroupResult.of(group, second))));
    assertEquals(List.of("a", "b", "both"), rows.stream().map(PairedDifference::task).toList());
    PairedDifference both = rows.get(2);
    assertEquals(8, both.documents());
    assertEquals(3 / 8.0, both.first(), 1e-12);
    assertEquals(3 / 8.0, both.difference().value(), 1e-12);
    // As the harness pools: (5 · 6 · 1/9 + 1 · 2 · 1/4) / (8 − 2) / 8, and the root of that.
    double pooled = Math.sqrt((30 / 9.0 + 0.5) / 6 / 8);
    assertEquals(pooled, both.difference().standardError().orElseThrow(), 1e-12);
    assertEquals(2 * (1 + 5) / 32.0, both.mcNemar().orElseThrow(), 1e-12);
  }

  @Test
  void whatIsNotOfTheSameDocumentsIsRefused() {
    Evaluation evaluation = evaluation(FIRST);
    refused(
        "tasks are [a] in the first and [b]",
        evaluation,
        evaluation(List.of(result("b", FIRST)), List.of()));
    refused("a's versions are 1.0", evaluation, evaluation(result(task("a", 2, "x"), 0, FIRST)));
    refused("a's shots are 0 in", evaluation, evaluation(result(task("a", 1, "x"), 5, FIRST)));
    refused("documents are 6", evaluation, evaluation(FIRST.subList(0, 3)));
    refused(
        "other data: w/test.jsonl differs",
        evaluation,
        evaluation(result(task("a", 1, "x"), 0, FIRST, Map.of("w/test.jsonl", "other"), "q")));
    refused(
        "other requests",
        evaluation,
        evaluation(
            result(
                task("a", 1, "x"), 0, FIRST, Map.of("w/test.jsonl", "same"), "another question")));
  }

  private static void refused(String part, Evaluation first, Evaluation second) {
    String message = Refusal.of(() -> first.against(second), part);
    assertEquals(1, message.lines().count());
  }

  private static PairedDifference only(List<PairedDifference> rows) {
    assertEquals(1, rows.size());
    return rows.get(0);
  }

  private static Evaluation evaluation(List<Double> scores) {
    return evaluation(result("a", scores));
  }

  private static Evaluation evaluation(TaskResult result) {
    return evaluation(List.of(result), List.of());
  }

  private static Evaluation evaluation(List<TaskResult> results, List<GroupResult> groups) {
    return new Evaluation(
        results,
        groups,
        new EvaluationConfig("float32", 1, "", "", GenerationConfig.DEFAULT),
        Ending.WHOLE);
  }

  private static TaskResult result(String name, List<Double> scores) {
    return result(task(name, 1, "x"), 0, scores);
  }

  private static TaskResult result(Task task, int shots, List<Double> scores) {
    return result(task, shots, scores, Map.of("w/test.jsonl", "same"), "question");
  }

  private static TaskResult result(
      Task task, int shots, List<Double> scores, Map<String, String> sources, String question) {
    List<Sample> samples = new ArrayList<>();
    for (double score : scores) {
      ScoredInstance asked =
          new ScoredInstance(new Request(question + samples.size(), " x"), new Scored(-1, false));
      Map<String, Double> judged = Map.of("acc", score);
      samples.add(new Sample(samples.size(), 0, List.of(asked), "none", judged, Map.of()));
    }
    return TaskResult.of(task, shots, scores.size(), samples.size(), samples, sources);
  }

  private static Task task(String name, double version, String dataset) {
    MultipleChoice kind = new MultipleChoice(row -> null, List.of(ChoiceMetric.ACC));
    return new Task(name, name, version, "", dataset, "test", Optional.empty(), kind);
  }
}
