package minitron;

import minitron.model.CausalLm;
import minitron.text.TokenCorpus;
import minitron.train.CorrectingTeacher;
import minitron.train.ForwardKl;
import minitron.train.Run;
import minitron.train.TrainOptions;

/**
 * Distillation: the pruned model learns to give the teacher's next-token probabilities, by forward
 * KL on the logits alone (the paper's step 2).
 */
public final class Distill {
  private Distill() {}

  /** The paper's learning rates on a desk's number of tokens; {@code .tokens(n)} and so on. */
  public static TrainOptions options() {
    return TrainOptions.DEFAULT;
  }

  /**
   * Distils a teacher into a student; both stay as they are, the run has the new model.
   *
   * @throws IllegalArgumentException if their logits have different widths
   */
  public static Run run(
      CausalLm teacher, CausalLm student, TokenCorpus corpus, TrainOptions options) {
    var objective = new ForwardKl(teacher.decoder(), student.config());
    return Training.run(kind(teacher, options), student, objective, corpus, options);
  }

  /** The teacher is part of what a resumed run must repeat. */
  private static String kind(CausalLm teacher, TrainOptions options) {
    return options.checkpoints().isEmpty()
        ? "Distillation"
        : "Distillation from " + teacher.sha256();
  }

  /**
   * Distils from a teacher that is corrected while it teaches (Figure 7 of the paper).
   *
   * @param correction the teacher's own learning rates; its steps are those of the distillation
   */
  public static Run whileCorrecting(
      CausalLm teacher,
      CausalLm student,
      TokenCorpus corpus,
      TrainOptions options,
      TrainOptions correction) {
    TrainOptions alongside =
        correction
            .tokens(options.tokens())
            .batch(options.sampling().batch())
            .length(options.sampling().length());
    try (var objective = new CorrectingTeacher(teacher, student.config(), alongside)) {
      return Training.run(
          kind(teacher, options) + " corrected with " + alongside,
          student,
          objective,
          corpus,
          options);
    }
  }
}
