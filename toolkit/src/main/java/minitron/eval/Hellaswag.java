package minitron.eval;

import java.util.List;
import java.util.regex.Pattern;
import minitron.data.Row;

/**
 * HellaSwag: how does a scene go on?
 *
 * <p>Rows: {@code activity_label}, {@code ctx_a}, {@code ctx_b}, {@code endings} and {@code label},
 * the right ending's index as a string. Marks in square brackets are WikiHow's and are taken out.
 */
final class Hellaswag {
  static final Task TASK =
      Task.of(
          "hellaswag",
          1.0,
          "hellaswag",
          "validation",
          new ShotSource("train", ShotRule.DRAW_OTHERS),
          new MultipleChoice(Hellaswag::choices, List.of(ChoiceMetric.ACC, ChoiceMetric.ACC_NORM)));

  /** As in Python, the dot stands for anything but a line feed. */
  private static final Pattern MARK = Pattern.compile("\\[.*?\\]", Pattern.UNIX_LINES);

  private Hellaswag() {}

  private static Choices choices(Row row) {
    String scene = row.text("ctx_a") + " " + PythonText.capitalize(row.text("ctx_b"));
    List<String> endings = row.texts("endings").stream().map(Hellaswag::clean).toList();
    return Choices.of(
        clean(row.text("activity_label") + ": " + scene), endings, right(row, endings.size()));
  }

  private static int right(Row row, int endings) {
    String label = row.text("label");
    if (!label.matches("\\d") || Integer.parseInt(label) >= endings) {
      throw row.problem("label", "must be an ending's index, \"0\" to \"" + (endings - 1) + "\"");
    }
    return Integer.parseInt(label);
  }

  private static String clean(String text) {
    String titled = PythonText.strip(text).replace(" [title]", ". ");
    return MARK.matcher(titled).replaceAll("").replace("  ", " ");
  }
}
