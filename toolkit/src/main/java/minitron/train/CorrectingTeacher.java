package minitron.train;

import ai.djl.ndarray.NDArray;
import java.util.Map;
import minitron.model.CausalLm;
import minitron.model.Decoder;
import minitron.model.LmLoss;
import minitron.model.ModelConfig;
import minitron.model.TokenBatch;
import minitron.tensor.Kernels;
import minitron.tensor.Precision;

/**
 * Forward KL from a teacher that is corrected while it teaches (Figure 7 of the paper). In each
 * step its logits, before its update, feed the divergence; then the LM loss of the same forward
 * pass updates it with an AdamW of its own.
 */
public final class CorrectingTeacher implements Objective, AutoCloseable {
  private final MasterWeights teacher;
  private final TrainOptions correction;

  /**
   * A teacher to be corrected; a copy, the given one stays as it is.
   *
   * @param correction how: its learning rates, over the steps of the distillation
   * @throws IllegalArgumentException if the logits of the two have different widths
   */
  public CorrectingTeacher(CausalLm teacher, ModelConfig student, TrainOptions correction) {
    ForwardKl.checkWidths(teacher.config(), student);
    this.teacher = new MasterWeights(teacher, correction.adam());
    this.correction = correction;
  }

  @Override
  public String name() {
    return "forward KL";
  }

  @Override
  public String models() {
    return ForwardKl.MODELS;
  }

  @Override
  public NDArray loss(Kernels k, Decoder student, TokenBatch batch, Precision precision) {
    NDArray idsBT = batch.ids(k.out());
    Decoder model = teacher.model();
    NDArray teacherBTC = model.hidden(k, idsBT, precision);
    NDArray studentBTC = student.hidden(k, idsBT, precision);
    NDArray divergence = ForwardKl.divergence(k, student, studentBTC, model, teacherBTC, batch);
    correct(Kernels.inference(k.out()), LmLoss.of(k, model, teacherBTC, batch));
    return divergence;
  }

  private void correct(Kernels k, NDArray loss) {
    MasterWeights.Backward back = teacher.backward(k, loss);
    // A gradient that is not finite would spoil the teacher for good.
    if (Double.isFinite(back.norm())) {
      double rate = correction.schedule().at(teacher.updates(), correction.steps());
      teacher.update(k, back, rate);
    }
  }

  @Override
  public Map<String, NDArray> state() {
    return teacher.arrays("teacher.");
  }

  @Override
  public void close() {
    teacher.close();
  }
}
