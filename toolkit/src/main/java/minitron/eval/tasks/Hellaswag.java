package minitron.eval.tasks;

import java.util.regex.Pattern;
import minitron.eval.harness.PythonText;
import minitron.eval.task.ChoiceTask;
import minitron.eval.task.ShotRule;
import minitron.eval.task.Task;
import minitron.text.Row;

/**
 * HellaSwag: how does a scene go on?
 *
 * <p>Rows: {@code activity_label}, {@code ctx_a}, {@code ctx_b}, {@code endings} and {@code label},
 * the right ending's index as a string or a number. Marks in square brackets are WikiHow's and are
 * taken out.
 */
public final class Hellaswag {
  public static final Task TASK =
      ChoiceTask.named("hellaswag")
          .data("hellaswag", "validation")
          .examples("train", ShotRule.DRAW_OTHERS)
          .question(Hellaswag::scene)
          .choices(row -> row.texts("endings").stream().map(Hellaswag::clean).toList())
          .right(Hellaswag::right)
          .metrics("acc", "acc_norm")
          .task();

  /** As in Python, the dot stands for anything but a line feed. */
  private static final Pattern MARK = Pattern.compile("\\[.*?\\]", Pattern.UNIX_LINES);

  private Hellaswag() {}

  private static String scene(Row row) {
    String scene = row.text("ctx_a") + " " + PythonText.capitalize(row.text("ctx_b"));
    return clean(row.text("activity_label") + ": " + scene);
  }

  private static int right(Row row) {
    int last = row.texts("endings").size() - 1;
    String label = row.textOrWhole("label").toString();
    if (!label.matches("0|[1-9]\\d{0,8}") || Integer.parseInt(label) > last) {
      throw row.problem("label", "must be an ending's index, 0 to " + last);
    }
    return Integer.parseInt(label);
  }

  private static String clean(String text) {
    String titled = PythonText.strip(text).replace(" [title]", ". ");
    return MARK.matcher(titled).replaceAll("").replace("  ", " ");
  }
}
