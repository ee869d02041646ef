package minitron.eval.tasks;

import java.util.List;
import minitron.eval.task.ChoiceTask;
import minitron.eval.task.Task;
import minitron.text.Row;

/**
 * ARC-Challenge: questions of school science with three to five answers.
 *
 * <p>Rows: {@code question}, {@code choices} with {@code text} and {@code label} lists, and {@code
 * answerKey}, one of the labels (letters, digits or whole numbers). The labels never stand in the
 * prompt; the answers' texts are scored.
 */
public final class ArcChallenge {
  public static final Task TASK =
      ChoiceTask.named("arc_challenge")
          .data("arc_challenge", "test")
          .examples("train")
          .question(row -> "Question: " + row.text("question") + "\nAnswer:")
          .choices(row -> row.child("choices").texts("text"))
          .right(ArcChallenge::right)
          .metrics("acc", "acc_norm")
          .task();

  private ArcChallenge() {}

  private static int right(Row row) {
    Row choices = row.child("choices");
    int texts = choices.texts("text").size();
    List<Object> labels = choices.textsOrWholes("label");
    if (labels.size() != texts) {
      throw choices.problem("label", "must be as many as the " + texts + " texts");
    }
    int right = labels.indexOf(row.textOrWhole("answerKey"));
    if (right < 0) {
      throw row.problem("answerKey", "must be one of the labels " + choices.fields().get("label"));
    }
    return right;
  }
}
