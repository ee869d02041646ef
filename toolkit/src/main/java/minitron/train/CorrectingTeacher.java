package minitron.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import java.util.Map;
import minitron.model.CausalLm;
import minitron.model.Decoder;
import minitron.model.LmLoss;
import minitron.model.ModelConfig;
import minitron.model.Parameters;
import minitron.model.TokenBatch;
import minitron.tensor.Engines;
import minitron.tensor.Kernels;
import minitron.tensor.Losses;
import minitron.tensor.Precision;

/**
 * Forward KL from a teacher that is corrected while it teaches (Figure 7 of the paper). In each
 * step its logits, before its update, feed the divergence; then the LM loss of the same forward
 * pass updates it with an AdamW of its own.
 */
public final class CorrectingTeacher implements Objective, AutoCloseable {
  private final Parameters parameters;
  private final NDManager manager;
  private final Decoder teacher;
  private final Optimizer optimizer;
  private final Schedule schedule;

  /**
   * A teacher to be corrected; a copy, the given one stays as it is.
   *
   * @param correction how: its learning rates, over the steps of the distillation
   * @throws IllegalArgumentException if the logits of the two have different widths
   */
  public CorrectingTeacher(CausalLm teacher, ModelConfig student, TrainOptions correction) {
    ForwardKl.checkWidths(teacher.config(), student);
    this.parameters = teacher.copyParameters();
    this.manager = Engines.manager();
    this.teacher = CausalLm.decoder(teacher.config(), parameters.arrays());
    this.optimizer = new Optimizer(parameters, correction.adam(), manager);
    this.schedule = correction.schedule();
    parameters.trainable(true);
  }

  @Override
  public String name() {
    return "forward KL";
  }

  @Override
  public NDArray loss(Kernels k, Decoder student, TokenBatch batch, Precision precision) {
    NDArray idsBT = batch.ids(k.out());
    NDArray positionsN = batch.tokenPositions(k.out());
    NDArray teacherBTC = teacher.hidden(k, idsBT, precision);
    NDArray hiddenNC = k.rows(student.hidden(k, idsBT, precision), positionsN);
    NDArray divergence =
        Losses.forwardKl(
            k, hiddenNC, student.headVC(), k.rows(teacherBTC, positionsN), teacher.headVC());
    correct(k, LmLoss.of(k, teacher, teacherBTC, batch));
    return divergence;
  }

  private void correct(Kernels k, NDArray loss) {
    Kernels plain = Kernels.inference(k.out());
    NDList gradients = optimizer.gradients(plain, loss);
    // A gradient that is not finite would spoil the teacher for good.
    if (Double.isFinite(optimizer.clip(plain, gradients))) {
      optimizer.update(plain, gradients, schedule.at(optimizer.updates()));
    }
  }

  @Override
  public Map<String, NDArray> state() {
    return optimizer.state("teacher.", parameters);
  }

  @Override
  public void close() {
    parameters.close();
    manager.close();
  }
}
