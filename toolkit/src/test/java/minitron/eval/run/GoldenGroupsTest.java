package minitron.eval.run;

import static minitron.eval.run.GoldenTasksTest.assertClose;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import minitron.Golden;
import minitron.eval.metric.Estimate;
import minitron.eval.task.Group;
import minitron.eval.task.Task;
import minitron.eval.tasks.Mmlu;
import minitron.text.Row;
import org.junit.jupiter.api.Test;

/** Groups of tasks against what the harness computed. */
class GoldenGroupsTest {
  @Test
  void mmluHasEverySubjectInItsGroup() {
    List<Row> configs = Golden.rows("mmlu.jsonl", "config");
    assertEquals(configs.size(), Mmlu.GROUP.leaves().count());
    for (Row golden : configs) {
      Group group =
          Mmlu.GROUP.groups().stream()
              .filter(g -> g.name().equals(golden.text("group")))
              .findFirst()
              .orElseThrow();
      Task task =
          group.tasks().stream()
              .filter(t -> t.name().equals(golden.text("task")))
              .findFirst()
              .orElseThrow();
      assertEquals(golden.text("description"), task.description());
    }
  }

  @Test
  void groupsArePooledAsTheHarnessPoolsThem() {
    for (Row golden : Golden.rows("mmlu.jsonl", "group_aggregate")) {
      List<Estimate> means = new ArrayList<>();
      List<Integer> sizes = new ArrayList<>();
      for (String leaf : golden.texts("leaves")) {
        double error = golden.child("leaf_stderr").fields().get(leaf).getAsDouble();
        means.add(
            new Estimate(
                golden.child("leaf_acc").fields().get(leaf).getAsDouble(),
                OptionalDouble.of(error)));
        sizes.add(golden.child("sizes").whole(leaf));
      }
      JsonObject expected = golden.fields().getAsJsonObject("expected");
      Estimate pooled = Estimate.pooled(means, sizes);
      assertClose(expected.get("acc,none"), pooled.value());
      assertClose(expected.get("acc_stderr,none"), pooled.standardError().orElseThrow());
    }
  }
}
