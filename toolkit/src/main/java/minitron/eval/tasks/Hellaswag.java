package minitron.eval.tasks;

import java.util.List;
import java.util.regex.Pattern;
import minitron.eval.task.ChoiceTask;
import minitron.eval.task.Choices;
import minitron.eval.task.ShotRule;
import minitron.eval.task.Task;
import minitron.python.PythonText;
import minitron.text.Row;

/**
 * HellaSwag: how does a scene go on?
 *
 * <p>Rows: {@code activity_label}, {@code ctx_a}, {@code ctx_b}, {@code endings} and {@code label},
 * the right ending's index as a string or a number; what names no ending scores 0. Marks in square
 * brackets are WikiHow's and are taken out.
 */
public final class Hellaswag {
  public static final Task TASK =
      ChoiceTask.named("hellaswag")
          .data("hellaswag", "validation")
          .examples("train", ShotRule.DRAW_OTHERS)
          .asked(Hellaswag::choices)
          .metrics("acc", "acc_norm")
          .task();

  /** As in Python, the dot stands for anything but a line feed. */
  private static final Pattern MARK = Pattern.compile("\\[.*?\\]", Pattern.UNIX_LINES);

  /** What Python's {@code int} takes, without the white space around it. */
  private static final Pattern INTEGER = Pattern.compile("[+-]?\\p{Nd}(_?\\p{Nd}){0,17}");

  private Hellaswag() {}

  private static String scene(Row row) {
    String scene = row.text("ctx_a") + " " + PythonText.capitalize(row.text("ctx_b"));
    return clean(row.text("activity_label") + ": " + scene);
  }

  private static Choices choices(Row row) {
    List<String> endings = row.texts("endings").stream().map(Hellaswag::clean).toList();
    if (endings.isEmpty()) {
      throw row.problem("endings", "must hold at least one string");
    }
    return Choices.named(scene(row), endings, target(row));
  }

  /**
   * What Python's {@code int} reads passes, up to 18 digits; of that, digits alone are an index,
   * and anything else, as " 1" or "+1", is a text that no ending has. Digits that are no number in
   * Python's source, as "01", stop the harness.
   */
  private static Object target(Row row) {
    String label = row.textOrNumber("label");
    boolean digits = label.matches("\\p{Nd}+");
    boolean integer = INTEGER.matcher(PythonText.strip(label)).matches();
    boolean fraction = row.fields().getAsJsonPrimitive("label").isNumber();
    if (digits ? !label.matches("0{1,18}|[1-9][0-9]{0,17}") : !integer && !fraction) {
      throw row.problem("label", "must be an ending's index, counted from 0");
    }
    return digits ? (Object) Long.valueOf(label) : label;
  }

  private static String clean(String text) {
    String titled = PythonText.strip(text).replace(" [title]", ". ");
    return MARK.matcher(titled).replaceAll("").replace("  ", " ");
  }
}
