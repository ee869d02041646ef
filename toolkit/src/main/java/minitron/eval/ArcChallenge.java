package minitron.eval;

import java.util.List;
import minitron.data.Row;

/**
 * ARC-Challenge: questions of school science with three to five answers.
 *
 * <p>Rows: {@code question}, {@code choices} with {@code text} and {@code label} lists, and {@code
 * answerKey}, one of the labels (letters or digits). The labels never stand in the prompt; the
 * answers' texts are scored.
 */
final class ArcChallenge {
  static final Task TASK =
      Task.of(
          "arc_challenge",
          1.0,
          "arc_challenge",
          "test",
          new ShotSource("train", ShotRule.DRAW),
          new MultipleChoice(
              ArcChallenge::choices, List.of(ChoiceMetric.ACC, ChoiceMetric.ACC_NORM)));

  private ArcChallenge() {}

  private static Choices choices(Row row) {
    Row choices = row.child("choices");
    List<String> labels = choices.texts("label");
    List<String> texts = choices.texts("text");
    if (labels.size() != texts.size()) {
      throw choices.problem("label", "must be as many as the " + texts.size() + " texts");
    }
    int right = labels.indexOf(row.text("answerKey"));
    if (right < 0) {
      throw row.problem("answerKey", "must be one of the labels");
    }
    return Choices.of("Question: " + row.text("question") + "\nAnswer:", texts, right);
  }
}
