package minitron.eval.tasks;

import java.util.List;
import java.util.stream.IntStream;
import minitron.eval.harness.PythonRandom;
import minitron.eval.metric.Metric;
import minitron.eval.task.CodeEval;
import minitron.eval.task.ShotRule;
import minitron.eval.task.ShotSource;
import minitron.eval.task.Task;
import minitron.text.ItemSplit;
import minitron.text.Row;

/**
 * MBPP: small Python programs by a sentence and three tests.
 *
 * <p>Rows: {@code task_id}, {@code text}, {@code code} and {@code test_list} with three asserts,
 * all of which the program must stand. Solved examples are the rows of {@code prompt} with {@code
 * task_id} 2, 3 and 4. The harness asks with all tests before {@code [BEGIN]}; the other prompt is
 * that of bigcode-evaluation-harness, a docstring with the first test.
 */
public final class Mbpp {
  public static final Task TASK =
      Task.of(
          "mbpp",
          1.0,
          "mbpp",
          "test",
          new ShotSource("prompt", Mbpp::solved),
          new CodeEval(
              Mbpp::question,
              row -> row.text("code") + "\n[DONE]",
              row -> "",
              Mbpp::tests,
              List.of("[DONE]"),
              256,
              Metric.mean("pass_at_1")));

  public static final Task BIGCODE =
      Task.of(
          "mbpp_bigcode",
          1.0,
          "mbpp",
          "test",
          null,
          new CodeEval(
              Mbpp::docstring,
              row -> row.text("code"),
              Mbpp::docstring,
              row -> String.join("\n", asserts(row)),
              List.of("\nclass", "\nassert", "\n\"\"\"", "\nprint", "\nif", "\n<|/", "\n```"),
              256,
              Metric.mean("pass@1")));

  private Mbpp() {}

  private static List<Row> solved(ItemSplit pool, Row document, int shots, PythonRandom random) {
    List<Row> rows =
        IntStream.rangeClosed(2, 4)
            .boxed()
            .flatMap(id -> pool.rows().stream().filter(row -> row.whole("task_id") == id))
            .toList();
    String name = pool.name() + " (task_id 2, 3 and 4)";
    return ShotRule.FIRST.draw(new ItemSplit(name, rows, pool.sha256()), document, shots, random);
  }

  private static String question(Row row) {
    return "You are an expert Python programmer, and here is your task: %s Your code should pass these tests:\n\n%s\n[BEGIN]\n"
        .formatted(row.textOrNumber("text"), tests(row));
  }

  private static String docstring(Row row) {
    return "\"\"\"\n%s\n%s\n\"\"\"\n".formatted(row.text("text"), asserts(row).get(0));
  }

  private static String tests(Row row) {
    return String.join("\n", asserts(row).subList(0, 3));
  }

  private static List<String> asserts(Row row) {
    List<String> tests = row.texts("test_list");
    if (tests.size() < 3) {
      throw row.problem("test_list", "must hold three tests");
    }
    return tests;
  }
}
