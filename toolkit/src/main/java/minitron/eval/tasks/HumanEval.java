package minitron.eval.tasks;

import java.util.List;
import minitron.eval.metric.Estimate;
import minitron.eval.metric.Metric;
import minitron.eval.task.CodeEval;
import minitron.eval.task.Task;
import minitron.python.PythonText;
import minitron.text.Row;

/**
 * HumanEval: the body of a Python function by its signature and docstring; always without shots.
 *
 * <p>Rows: {@code prompt}, {@code test} with a function {@code check}, and {@code entry_point}, the
 * function's name. The harness takes the likeliest tokens; the paper 20 texts a prompt at
 * temperature 0.2 and top-p 0.95.
 */
public final class HumanEval {
  public static final Task TASK =
      Task.of(
          "humaneval",
          1.0,
          "humaneval",
          "test",
          null,
          new CodeEval(
              row -> row.text("prompt"),
              row -> row.text("canonical_solution"),
              row -> row.text("prompt"),
              HumanEval::tests,
              List.of("\nclass", "\ndef", "\n#", "\nif", "\nprint"),
              1024,
              new Metric("pass@1", "create_test", true, Estimate::mean)));

  /**
   * As bigcode-evaluation-harness asks it: without the prompt's last line break, and more stops.
   */
  public static final Task BIGCODE =
      Task.of(
          "humaneval_bigcode",
          1.0,
          "humaneval",
          "test",
          null,
          new CodeEval(
              HumanEval::stripped,
              row -> row.text("canonical_solution"),
              HumanEval::stripped,
              row -> "\n" + tests(row),
              List.of("\nclass", "\ndef", "\n#", "\n@", "\nprint", "\nif", "\n```", "<file_sep>"),
              1024,
              Metric.mean("pass@1")));

  private HumanEval() {}

  private static String stripped(Row row) {
    return PythonText.strip(row.text("prompt"));
  }

  private static String tests(Row row) {
    return "%s\ncheck(%s)".formatted(row.text("test"), row.text("entry_point"));
  }
}
