package minitron.train;

import ai.djl.ndarray.NDArray;
import minitron.model.Decoder;
import minitron.model.ModelConfig;
import minitron.model.TokenBatch;
import minitron.tensor.Engines;
import minitron.tensor.Kernels;
import minitron.tensor.Losses;
import minitron.tensor.Precision;

/**
 * Forward KL(teacher ‖ student) on logits, mean over all B × T positions ("Retraining with
 * Distillation" of the paper). The teacher's entropy is part of it, so it is 0 when they agree.
 */
public final class ForwardKl implements Objective {
  static final String MODELS = "teacher and student";

  private final Decoder teacher;

  /**
   * A distillation objective.
   *
   * @throws IllegalArgumentException if the logits of the two have different widths
   */
  public ForwardKl(Decoder teacher, ModelConfig student) {
    checkWidths(teacher.config(), student);
    this.teacher = teacher;
  }

  static void checkWidths(ModelConfig teacher, ModelConfig student) {
    if (teacher.vocabSize() != student.vocabSize()) {
      throw new IllegalArgumentException(
          "The teacher's logits have %s entries and the student's %s: distillation on logits needs one vocabulary, so take the student from this teacher."
              .formatted(teacher.vocabSize(), student.vocabSize()));
    }
  }

  @Override
  public String name() {
    return "forward KL";
  }

  @Override
  public String models() {
    return MODELS;
  }

  @Override
  public NDArray loss(Kernels k, Decoder student, TokenBatch batch, Precision precision) {
    NDArray idsBT = batch.ids(k.out());
    NDArray teacherBTC =
        Engines.scoped(
            k.out(), scope -> teacher.hidden(Kernels.inference(scope), idsBT, precision));
    NDArray studentBTC = student.hidden(k, idsBT, precision);
    return divergence(k, student, studentBTC, teacher, teacherBTC, batch);
  }

  /** The divergence of hidden states (B, T, C) of the two, each with a width of its own. */
  static NDArray divergence(
      Kernels k,
      Decoder student,
      NDArray studentBTC,
      Decoder teacher,
      NDArray teacherBTC,
      TokenBatch batch) {
    NDArray positionsN = batch.tokenPositions(k.out());
    NDArray studentNC = k.rows(studentBTC, positionsN);
    NDArray teacherNC = k.rows(teacherBTC, positionsN);
    return Losses.forwardKl(k, studentNC, student.headVC(), teacherNC, teacher.headVC());
  }
}
