package minitron.train;

import ai.djl.ndarray.NDArray;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import minitron.model.CausalLm;
import minitron.model.Decoder;
import minitron.model.LmLoss;
import minitron.model.ModelConfig;
import minitron.model.TokenBatch;
import minitron.tensor.Backprop;
import minitron.tensor.Gradients;
import minitron.tensor.Kernels;
import minitron.tensor.Rounds;

/**
 * Forward KL from a teacher that is corrected while it teaches (Figure 7 of the paper). In each
 * step its logits, before its update, feed the divergence; then the LM loss of the same forward
 * pass updates it with an AdamW of its own.
 */
public final class CorrectingTeacher implements Objective, AutoCloseable {
  private final MasterWeights teacher;
  private final TrainOptions correction;
  private long step = -1; // not known before a state that is resumed is in place
  private Optional<Decoder.Backward> sum = Optional.empty(); // its own, of a step's first parts

  /**
   * A teacher to be corrected; a copy, the given one stays as it is.
   *
   * @param correction how: its learning rates, over the steps of the distillation
   * @throws IllegalArgumentException if the logits of the two have different widths
   */
  public CorrectingTeacher(CausalLm teacher, ModelConfig student, TrainOptions correction) {
    ForwardKl.checkWidths(teacher.config(), student);
    this.teacher = MasterWeights.skipping(teacher, correction);
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
  public Decoder.Backward backward(Kernels k, Decoder student, MicroBatch part, Backprop how) {
    Decoder model = teacher.model();
    Gradients.Part own = part.of(TokenBatch::targets, sum);
    Decoder.Backward lm = LmLoss.backward(k, model, part.samples(), how, own);
    Decoder.Backward divergence =
        ForwardKl.backward(k, student, lm.hiddenBTC(), model.headVC(), part, how);
    sum = sum.or(() -> Optional.of(lm));
    if (part.last()) {
      update(k, sum.get());
      sum = Optional.empty();
    }
    return divergence;
  }

  /** A gradient that is not finite would spoil the teacher for good, and is left out. */
  private void update(Kernels k, Decoder.Backward lm) {
    if (step < 0) {
      step = teacher.updates();
    }
    double rate = correction.schedule().at(step++, correction.steps());
    teacher.update(k, Rounds.inTurn(), List.of(new Halves.Half(lm, 1)), rate).close();
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
