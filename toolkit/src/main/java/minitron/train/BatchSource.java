package minitron.train;

import minitron.model.TokenBatch;

/** The samples of each step: the same step always gives the same samples. */
@FunctionalInterface
public interface BatchSource {
  /** The batch of a step, counted from 0. */
  TokenBatch batch(long step);
}
