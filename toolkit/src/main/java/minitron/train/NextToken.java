package minitron.train;

import minitron.model.Decoder;
import minitron.model.LmLoss;
import minitron.model.TokenBatch;
import minitron.tensor.Backprop;
import minitron.tensor.Kernels;

/** Cross-entropy of the next token, mean over B × (T − 1): teacher correction and pretraining. */
public record NextToken() implements Objective {
  static final String NAME = "LM loss";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public double counted(TokenBatch batch) {
    return batch.targets();
  }

  @Override
  public Decoder.Backward backward(Kernels k, Decoder student, MicroBatch part, Backprop how) {
    return LmLoss.backward(k, student, part.samples(), how, part.of(this::counted));
  }
}
