package minitron.eval.tasks;

import java.util.List;
import minitron.eval.task.ChoiceTask;
import minitron.eval.task.Choices;
import minitron.eval.task.Task;
import minitron.text.Row;

/**
 * ARC-Challenge: questions of school science with three to five answers.
 *
 * <p>Rows: {@code question}, {@code choices} with {@code text} and {@code label} lists, and {@code
 * answerKey}, one of the labels (letters, digits or whole numbers). The labels never stand in the
 * prompt; the answers' texts are scored. A right label beyond the texts scores 0.
 */
public final class ArcChallenge {
  public static final Task TASK =
      ChoiceTask.named("arc_challenge")
          .data("arc_challenge", "test")
          .examples("train")
          .asked(ArcChallenge::choices)
          .metrics("acc", "acc_norm")
          .task();

  private ArcChallenge() {}

  private static Choices choices(Row row) {
    Row choices = row.child("choices");
    List<String> texts = choices.texts("text");
    if (texts.isEmpty()) {
      throw choices.problem("text", "must hold at least one string");
    }
    int right = choices.textsOrWholes("label").indexOf(row.textOrWhole("answerKey"));
    if (right < 0) {
      throw row.problem("answerKey", "must be one of the labels " + choices.shown("label"));
    }
    String question = "Question: " + row.textOrNumber("question") + "\nAnswer:";
    return Choices.named(question, texts, right);
  }
}
