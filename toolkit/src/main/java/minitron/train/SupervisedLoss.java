package minitron.train;

import minitron.model.Decoder;
import minitron.model.LmLoss;
import minitron.model.TokenBatch;
import minitron.tensor.Backprop;
import minitron.tensor.Kernels;

/**
 * Cross-entropy of the supervised tokens of conversations: instruction tuning. The mean over those
 * of a whole step, however it is cut; or NeMo-Aligner's, which first takes the mean of each
 * micro-batch and then the plain mean of these.
 *
 * @param meanOf how many samples have a mean of their own; 0 for one mean over all
 */
public record SupervisedLoss(int meanOf) implements Objective {
  static final String NAME = "SFT loss";

  /** The mean over all supervised tokens of a step. */
  public static final SupervisedLoss OVER_TOKENS = new SupervisedLoss(0);

  @Override
  public String name() {
    return NAME;
  }

  /** Tokens, or micro-batches: each weighs as much as the next. */
  @Override
  public double counted(TokenBatch batch) {
    return meanOf == 0 ? batch.targets() : Math.ceil((double) batch.size() / meanOf);
  }

  /** Halves are no micro-batches. */
  @Override
  public boolean divides() {
    return meanOf == 0;
  }

  @Override
  public Decoder.Backward backward(Kernels k, Decoder student, MicroBatch part, Backprop how) {
    return LmLoss.backward(k, student, part.samples(), how, part.of(this::counted));
  }
}
