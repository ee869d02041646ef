package minitron.model;

import minitron.tensor.Kernels;
import minitron.tensor.Seen;

/** How the tokens of a pass see each other. */
@FunctionalInterface
public interface Attention {
  /** What they see in a layer, counted from 0. */
  Seen of(int layer);

  /** Every token sees those before it in its sample. */
  static Attention causal(Rope rope) {
    Seen seen = Seen.before(rope.cosT1D(), rope.sinT1D());
    return layer -> seen;
  }

  /** What the tokens of a batch see: those before them in their sample or conversation. */
  static Attention of(ModelConfig config, TokenBatch batch, Kernels k) {
    long[] bounds = batch.bounds();
    if (bounds.length == 0) {
      return causal(Rope.of(config, batch.time(), k.out()));
    }
    Rope rope = Rope.inParts(config, bounds, k);
    Seen seen = Seen.inParts(rope.cosT1D(), rope.sinT1D(), bounds);
    return layer -> seen;
  }
}
