package minitron.eval.result;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import minitron.eval.ask.GenerationConfig;
import minitron.eval.metric.Estimate;
import minitron.eval.metric.Metric;
import minitron.eval.metric.Score;
import minitron.eval.task.ChoiceMetric;
import minitron.eval.task.Group;
import minitron.eval.task.MultipleChoice;
import minitron.eval.task.Task;
import minitron.eval.tasks.Winogrande;
import minitron.runs.Ending;
import org.junit.jupiter.api.Test;

class ResultTableTest {
  private static final Group STEM =
      group("stem", List.of(), List.of(task("mmlu_b"), task("mmlu_a")));
  private static final Group OTHER = group("other", List.of(), List.of(task("mmlu_c")));
  private static final Group ALL = new Group("mmlu", "mmlu", 2, List.of(STEM, OTHER), List.of());

  /** Both tables were printed by lm_eval.utils.make_table 0.4.13 for the same numbers. */
  @Test
  void groupsStandAboveTheirTasks() {
    assertEquals(
        """
        |  Tasks   |Version|Filter|n-shot|Metric|   |Value |   |Stderr|
        |----------|------:|------|-----:|------|---|-----:|---|-----:|
        |mmlu      |      2|none  |      |acc   |   |0.4286|±  |0.1027|
        | - other  |      2|none  |     5|acc   |↑  |1.0000|±  |0.0000|
        |  - c     |      1|none  |     5|acc   |↑  |1.0000|±  |0.0000|
        | - stem   |      2|none  |     5|acc   |↑  |0.3333|±  |0.1164|
        |  - a     |      1|none  |     5|acc   |↑  |0.2500|±  |0.1250|
        |  - b     |      1|none  |     5|acc   |↑  |0.5000|±  |0.2500|
        |winogrande|      1|none  |     5|acc   |↑  |0.2812|±  |0.0500|

        | Groups |Version|Filter|n-shot|Metric|   |Value |   |Stderr|
        |--------|------:|------|-----:|------|---|-----:|---|-----:|
        |mmlu    |      2|none  |      |acc   |   |0.4286|±  |0.1027|
        | - other|      2|none  |     5|acc   |↑  |1.0000|±  |0.0000|
        | - stem |      2|none  |     5|acc   |↑  |0.3333|±  |0.1164|""",
        evaluation().toString());
  }

  @Test
  void resultsHoldGroupsToo() {
    JsonObject json = evaluation().toJson();
    JsonObject group = json.getAsJsonObject("groups").getAsJsonObject("mmlu");
    assertEquals(group, json.getAsJsonObject("results").get("mmlu"));
    assertEquals(14, group.get("sample_len").getAsInt());
    assertEquals(6.0 / 14, group.get("acc,none").getAsDouble(), 1e-12);
    assertEquals(
        "{\"mmlu\":[\"mmlu_stem\",\"mmlu_other\"],\"mmlu_stem\":[\"mmlu_b\",\"mmlu_a\"],"
            + "\"mmlu_other\":[\"mmlu_c\"]}",
        json.get("group_subtasks").toString());
    assertTrue(json.getAsJsonObject("n-shot").has("mmlu_stem"));
  }

  @Test
  void aTaskWithoutAnErrorLeavesItsGroupWithoutOne() {
    List<Estimate> means =
        List.of(new Estimate(1, OptionalDouble.of(0.1)), new Estimate(0, OptionalDouble.empty()));
    Estimate pooled = Estimate.pooled(means, List.of(3, 1));
    assertEquals(0.75, pooled.value());
    assertTrue(pooled.standardError().isEmpty());
  }

  private static Evaluation evaluation() {
    List<TaskResult> tasks =
        List.of(
            result(Winogrande.TASK, 4, 0.28125, 0.05),
            result(STEM.tasks().get(0), 4, 0.5, 0.25),
            result(STEM.tasks().get(1), 8, 0.25, 0.125),
            result(OTHER.tasks().get(0), 2, 1, 0));
    List<GroupResult> groups =
        Stream.of(ALL, STEM, OTHER).map(group -> GroupResult.of(group, tasks)).toList();
    return new Evaluation(
        tasks,
        groups,
        new EvaluationConfig("float32", 1, "", "", GenerationConfig.DEFAULT),
        Ending.WHOLE);
  }

  private static Group group(String alias, List<Group> groups, List<Task> tasks) {
    return new Group("mmlu_" + alias, alias, 2, groups, tasks);
  }

  private static Task task(String name) {
    MultipleChoice kind = new MultipleChoice(row -> null, List.of(ChoiceMetric.ACC));
    return new Task(name, name.substring(5), 1, "", "mmlu", "test", Optional.empty(), kind);
  }

  private static TaskResult result(Task task, int asked, double value, double error) {
    Score score = new Score(Metric.mean("acc"), new Estimate(value, OptionalDouble.of(error)));
    return new TaskResult(task, 5, asked, asked, List.of(score), List.of(), Map.of());
  }
}
