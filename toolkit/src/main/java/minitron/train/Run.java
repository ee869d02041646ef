package minitron.train;

import java.util.List;
import java.util.Locale;
import minitron.model.CausalLm;
import minitron.report.Showable;
import minitron.report.plot.LinePlot;
import tech.tablesaw.api.Table;

/**
 * What a training run gave. It is shown as its table and its curve.
 *
 * @param model the trained model
 * @param options how it was trained, in the numbers that it took
 * @param objective what the loss of a step is: {@code LM loss} or {@code forward KL}
 * @param steps step by step
 * @param validations LM loss on held-out text along the way; empty if there was none
 * @param ending how it ended: {@code finished}, or one sentence about what stopped it
 * @param seconds how long it took, what was resumed not counted
 */
public record Run(
    CausalLm model,
    TrainOptions options,
    String objective,
    List<StepRecord> steps,
    List<Validation> validations,
    String ending,
    double seconds)
    implements Showable {
  /** The ending of a run that saw all its tokens. */
  public static final String FINISHED = "finished";

  /** Whether it saw all its tokens. */
  public boolean finished() {
    return ending.equals(FINISHED);
  }

  /**
   * How it went, a row for every look at held-out text, or ten in all where there is none: the
   * losses in nats a token, that of training as a mean since the row before.
   */
  public Table table() {
    return RunReport.table(this);
  }

  /** Its losses over the tokens seen. */
  public LinePlot curve() {
    return RunReport.curve(this);
  }

  /** Table and curve; a run that was stopped shows them as far as it came. */
  @Override
  public List<?> parts() {
    return steps.isEmpty() ? List.of(ending) : List.of(table(), curve());
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
