package minitron.train;

import ai.djl.ndarray.NDList;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import minitron.model.Decoder;
import minitron.model.TokenBatch;
import minitron.tensor.Gradients;

/**
 * Some of the samples of a step. The gradients of all are added up before the weights are updated,
 * so a step may have more samples than there is memory for. The loss of the step is divided by all
 * its tokens, however it is cut and whatever the samples' lengths.
 *
 * @param samples of this part
 * @param step all samples of the step
 * @param before the first part's loss and gradients, to which those of each later one are added;
 *     empty for the first
 * @param last whether no part follows
 */
public record MicroBatch(
    TokenBatch samples, TokenBatch step, Optional<Decoder.Backward> before, boolean last) {

  /** A step in one part. */
  public static MicroBatch whole(TokenBatch step) {
    return new MicroBatch(step, step, Optional.empty(), true);
  }

  /** What it is of a step whose loss is the mean over the tokens that are counted. */
  Gradients.Part of(ToDoubleFunction<TokenBatch> counted) {
    return of(counted, before);
  }

  /** The same with what another model's first part gave. */
  Gradients.Part of(ToDoubleFunction<TokenBatch> counted, Optional<Decoder.Backward> first) {
    double share = counted.applyAsDouble(samples) / counted.applyAsDouble(step);
    return new Gradients.Part(share, first.map(Decoder.Backward::found).orElseGet(NDList::new));
  }
}
