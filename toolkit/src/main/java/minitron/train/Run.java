package minitron.train;

import java.util.List;
import java.util.Locale;
import minitron.model.CausalLm;

/**
 * What a training run gave.
 *
 * @param model the trained model
 * @param options how it was trained
 * @param steps step by step
 * @param validations LM loss on held-out text along the way; empty if there was none
 * @param ending how it ended: {@code finished}, or one sentence about what stopped it
 * @param seconds how long it took, what was resumed not counted
 */
public record Run(
    CausalLm model,
    TrainOptions options,
    List<StepRecord> steps,
    List<Validation> validations,
    String ending,
    double seconds) {
  /** The ending of a run that saw all its tokens. */
  public static final String FINISHED = "finished";

  /** Whether it saw all its tokens. */
  public boolean finished() {
    return ending.equals(FINISHED);
  }

  @Override
  public String toString() {
    if (steps.isEmpty()) {
      return ending;
    }
    StepRecord first = steps.get(0);
    StepRecord last = steps.get(steps.size() - 1);
    return String.format(
        Locale.ROOT,
        "%s: loss %.3f at step 1, %.3f at step %d of %d; %,d tokens in %.0f s",
        ending,
        first.loss(),
        last.loss(),
        last.step(),
        options.steps(),
        last.tokens(),
        seconds);
  }
}
