package minitron.eval.task;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import minitron.Refusal;
import minitron.eval.metric.Estimate;
import minitron.eval.metric.Metric;
import minitron.eval.metric.Score;
import minitron.eval.result.GroupResult;
import minitron.eval.result.TaskResult;
import org.junit.jupiter.api.Test;

/** Groups of tasks, each of whose metrics is told by its name and its filter. */
class GroupTest {

  /** Three documents of one task, one of the other: (3 · 0.2 + 0.6) / 4 and (3 · 0.4 + 0.8) / 4. */
  @Test
  void eachFilterIsPooledByItself() {
    Group both = group(task("a", "strict", "flexible"), task("b", "strict", "flexible"));
    List<TaskResult> results =
        List.of(result(both.tasks().get(0), 3, .2, .4), result(both.tasks().get(1), 1, .6, .8));
    GroupResult pooled = GroupResult.of(both, results);
    assertEquals(4, pooled.asked());
    assertEquals(
        List.of("strict", "flexible"),
        pooled.scores().stream().map(score -> score.metric().filter()).toList());
    assertEquals(.3, pooled.scores().get(0).estimate().value(), 1e-12);
    assertEquals(.5, pooled.scores().get(1).estimate().value(), 1e-12);
    // (3 − 1) · 0.1² · 3 of each, over (4 − 2) · 4; the task of one document adds nothing.
    assertEquals(
        Math.sqrt(.06 / 8), pooled.scores().get(1).estimate().standardError().orElseThrow(), 1e-12);
  }

  @Test
  void tasksThatMeasureOtherThingsAreRefused() {
    assertEquals(
        "The group both has no common metric: a has [match (strict), match (flexible)] and b has"
            + " [match (strict)]; give it tasks that measure the same.",
        Refusal.of(() -> group(task("a", "strict", "flexible"), task("b", "strict"))));
    List<Estimate> means = List.of(new Estimate(1, OptionalDouble.of(0)));
    assertThrows(IllegalArgumentException.class, () -> Estimate.pooled(means, List.of(1, 2)));
    assertThrows(IllegalArgumentException.class, () -> Estimate.pooled(means, List.of()));
  }

  private static Group group(Task... tasks) {
    return new Group("both", "both", 1, List.of(), List.of(tasks));
  }

  private static Task task(String name, String... filters) {
    List<GenerateUntil.Filter> given =
        Arrays.stream(filters)
            .map(filter -> new GenerateUntil.Filter(filter, text -> text))
            .toList();
    var kind =
        new GenerateUntil(
            row -> "", row -> "", List.of(), 1, "match", (read, right) -> 0, Estimate::mean, given);
    return new Task(name, name, 1, "", "data", "test", Optional.empty(), kind);
  }

  /** A value a filter, each with a standard error of 0.1. */
  private static TaskResult result(Task task, int asked, double... values) {
    List<Metric> metrics = task.outputType().metrics();
    List<Score> scores =
        List.of(score(metrics.get(0), values[0]), score(metrics.get(1), values[1]));
    return new TaskResult(task, 0, asked, asked, scores, List.of(), Map.of());
  }

  private static Score score(Metric metric, double value) {
    return new Score(metric, new Estimate(value, OptionalDouble.of(.1)));
  }
}
