package minitron.eval.tasks;

import java.util.List;
import minitron.eval.task.Choice;
import minitron.eval.task.ChoiceTask;
import minitron.eval.task.Choices;
import minitron.eval.task.ShotRule;
import minitron.eval.task.Task;
import minitron.python.PythonText;
import minitron.text.Row;

/**
 * WinoGrande: which of two options fills the blank of a sentence?
 *
 * <p>Rows: {@code sentence} with a {@code _}, {@code option1}, {@code option2}, {@code answer} "1"
 * or "2". Scored by parts (Trinh and Le, 2018): each option is put into the blank and the rest of
 * the sentence, the same for both, is scored after it.
 */
public final class Winogrande {
  public static final Task TASK =
      ChoiceTask.named("winogrande")
          .data("winogrande", "validation")
          .examples("train", ShotRule.DRAW_OTHERS)
          .asked(Winogrande::choices)
          .metrics("acc")
          .task();

  private Winogrande() {}

  private static Choices choices(Row row) {
    String sentence = row.text("sentence");
    int blank = sentence.indexOf('_');
    if (blank < 0) {
      throw row.problem("sentence", "must hold a _ for the blank");
    }
    String start = sentence.substring(0, blank);
    String rest = PythonText.strip(sentence.substring(blank + 1));
    int right = right(row);
    return new Choices(
        List.of(
            choice(start + row.text("option1"), rest, right == 1),
            choice(start + row.text("option2"), rest, right == 2)),
        rest);
  }

  private static Choice choice(String filled, String rest, boolean right) {
    return new Choice(filled, " " + rest, filled, right);
  }

  private static int right(Row row) {
    return switch (row.text("answer")) {
      case "1" -> 1;
      case "2" -> 2;
      default -> throw row.problem("answer", "must be \"1\" or \"2\"");
    };
  }
}
