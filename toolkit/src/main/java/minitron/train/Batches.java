package minitron.train;

import java.util.function.LongFunction;
import minitron.model.TokenBatch;

/** The samples of every step of a run, and how many tokens they are. */
public interface Batches {
  /** The samples of a step, counted from 0; the same step always gives the same ones. */
  TokenBatch at(long step);

  /** Tokens seen after so many steps. */
  long tokensAt(long steps);

  /** Those of a text: every step has as many tokens. */
  static Batches even(LongFunction<TokenBatch> samples, TrainOptions options) {
    return new Batches() {
      @Override
      public TokenBatch at(long step) {
        return samples.apply(step);
      }

      @Override
      public long tokensAt(long steps) {
        return options.tokensAt(steps);
      }
    };
  }
}
