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
          "The teacher's logits have "
              + teacher.vocabSize()
              + " entries and the student's "
              + student.vocabSize()
              + ": distillation on logits needs one vocabulary, so take the student from this teacher.");
    }
  }

  @Override
  public String name() {
    return "forward KL";
  }

  @Override
  public NDArray loss(Kernels k, Decoder student, TokenBatch batch, Precision precision) {
    NDArray idsBT = batch.ids(k.out());
    NDArray positionsN = batch.tokenPositions(k.out());
    NDArray teacherNC =
        Engines.scoped(
            k.out(),
            scope -> {
              Kernels frozen = Kernels.inference(scope);
              return frozen.rows(teacher.hidden(frozen, idsBT, precision), positionsN);
            });
    NDArray hiddenNC = k.rows(student.hidden(k, idsBT, precision), positionsN);
    return Losses.forwardKl(k, hiddenNC, student.headVC(), teacherNC, teacher.headVC());
  }
}
