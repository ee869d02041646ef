package minitron.train;

import ai.djl.ndarray.NDArray;
import java.util.List;
import java.util.Map;
import minitron.model.CausalLm;
import minitron.model.Decoder;
import minitron.model.LmLoss;
import minitron.model.ModelConfig;
import minitron.model.TokenBatch;
import minitron.tensor.Backprop;
import minitron.tensor.Kernels;

/**
 * Forward KL from a teacher that is corrected while it teaches (Figure 7 of the paper). In each
 * step its logits, before its update, feed the divergence; then the LM loss of the same forward
 * pass updates it with an AdamW of its own.
 */
public final class CorrectingTeacher implements Objective, AutoCloseable {
  private final MasterWeights teacher;
  private final TrainOptions correction;
  private long step = -1; // not known before a state that is resumed is in place

  /**
   * A teacher to be corrected; a copy, the given one stays as it is.
   *
   * @param correction how: its learning rates, over the steps of the distillation
   * @throws IllegalArgumentException if the logits of the two have different widths
   */
  public CorrectingTeacher(CausalLm teacher, ModelConfig student, TrainOptions correction) {
    ForwardKl.checkWidths(teacher.config(), student);
    this.teacher = new MasterWeights(teacher, correction.adam(), false);
    this.correction = correction;
  }

  /** The teacher is updated once a batch. */
  @Override
  public boolean divides() {
    return false;
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
  public Decoder.Backward backward(Kernels k, Decoder student, TokenBatch batch, Backprop how) {
    Decoder model = teacher.model();
    Decoder.Backward lm = LmLoss.backward(k, model, batch, how);
    Decoder.Backward divergence =
        ForwardKl.backward(k, student, lm.hiddenBTC(), model.headVC(), batch, how);
    if (step < 0) {
      step = teacher.updates();
    }
    // A gradient that is not finite would spoil the teacher for good, and is left out.
    teacher
        .update(
            k,
            List.of(new Halves.Part(lm, 1)),
            correction.schedule().at(step++, correction.steps()))
        .close();
    return divergence;
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
