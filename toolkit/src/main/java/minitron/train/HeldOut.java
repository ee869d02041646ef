package minitron.train;

import java.util.List;
import java.util.OptionalDouble;
import minitron.model.Decoder;
import minitron.model.LmLoss;
import minitron.model.TokenBatch;
import minitron.runs.Progress;
import minitron.tensor.Rounds;

/**
 * Text that a run does not train on, and when it is looked at.
 *
 * @param atOnce whether several small batches are read at once: not if the run is one of several
 */
record HeldOut(List<TokenBatch> batches, boolean atOnce) {
  /** Whether a look is due after a step: at the start, at the end, and now and then between. */
  boolean isDue(long step, long all) {
    return !batches.isEmpty() && (step == 0 || looks(step, all) > looks(step - 1, all));
  }

  /** How many looks are due up to a step, besides the one at the start. */
  private static long looks(long step, long all) {
    return step * TrainOptions.VALIDATIONS / all;
  }

  /** Its LM loss; empty if the look was stopped, for that of a part compares with nothing. */
  OptionalDouble loss(Decoder model, Progress progress) {
    LmLoss.Mean found =
        atOnce
            ? LmLoss.mean(model, batches, progress.silent())
            : LmLoss.mean(model, batches, Rounds.inTurn(), progress.silent());
    boolean whole = found.targets() == batches.stream().mapToLong(TokenBatch::targets).sum();
    return whole ? OptionalDouble.of(found.loss()) : OptionalDouble.empty();
  }
}
