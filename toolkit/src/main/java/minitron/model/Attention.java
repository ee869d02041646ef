package minitron.model;

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
}
