package minitron.train;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import minitron.model.CausalLm;
import minitron.model.LmLoss;
import minitron.report.Columns;
import minitron.report.Showable;
import minitron.report.TokenAxis;
import minitron.report.plot.GrowingLine;
import minitron.report.plot.LinePlot;
import minitron.runs.Ending;
import minitron.train.state.StepRecord;
import minitron.train.state.ValidationLoss;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.LongColumn;
import tech.tablesaw.api.Table;

/**
 * What a training run gave. It is shown as its table and its curve, both without seconds, so that
 * the same run looks the same.
 *
 * @param model the trained model
 * @param options how it was trained, in the numbers that it took
 * @param objective what the loss of a step is: {@code LM loss}, {@code SFT loss} or {@code forward
 *     KL}
 * @param steps step by step
 * @param updates how many the model has had: fewer than the steps if the last ones spoilt it
 * @param validations LM loss on held-out text along the way; empty if there was none
 * @param ending whether it saw all its tokens, and if not, why; or that it was read and not
 *     computed
 * @param seconds how long it took, what was resumed not counted
 */
public record Run(
    CausalLm model,
    TrainOptions options,
    String objective,
    List<StepRecord> steps,
    long updates,
    List<ValidationLoss> validations,
    Ending ending,
    double seconds)
    implements Showable {
  private static final int ROWS = 10;
  private static final String FROM = "read from the kept runs";

  /** The ending of a run that was not computed now; its seconds are those that it took then. */
  static final Ending READ = new Ending(true, "whole, " + FROM);

  private static final String UNIT = " (nats)";

  /** Keeps the curve as it is now. */
  public Run {
    steps = List.copyOf(steps);
    validations = List.copyOf(validations);
  }

  /** Whether it saw all its tokens. */
  public boolean finished() {
    return ending.whole();
  }

  /** The LM loss on held-out text at the last look, nats a token; NaN if there was none. */
  public double loss() {
    return validations.isEmpty() ? Double.NaN : validations.get(validations.size() - 1).loss();
  }

  /**
   * After how many tokens the loss on held-out text was first as low as this, on the straight line
   * between two looks; infinite where it never was.
   */
  public double tokensTo(double loss) {
    for (int i = 0; i < validations.size(); i++) {
      ValidationLoss now = validations.get(i);
      if (now.loss() <= loss) {
        ValidationLoss before = validations.get(Math.max(0, i - 1));
        double fall = before.loss() - now.loss();
        double share = fall > 0 ? (before.loss() - loss) / fall : 0;
        return before.tokens() + share * (now.tokens() - before.tokens());
      }
    }
    return Double.POSITIVE_INFINITY;
  }

  /** The name of the curve of the steps' own losses. */
  static String training(String objective) {
    return objective + ", training";
  }

  /**
   * How it went, a row for every look at held-out text, or ten in all where there is none: the
   * losses in nats a token, that of training as a mean since the row before.
   */
  public Table table() {
    LongColumn tokens = Columns.whole("tokens");
    DoubleColumn rates = Columns.powers("learning rate");
    DoubleColumn means = Columns.fixed(training(objective) + UNIT, 3);
    DoubleColumn looks = Columns.fixed(LmLoss.VALIDATION_IN_NATS, 3);
    int done = 0;
    for (var row : rows().entrySet()) {
      int step = Math.toIntExact(row.getKey());
      StepRecord last = steps.get(Math.max(0, step - 1));
      var since = steps.subList(done, step).stream().mapToDouble(StepRecord::loss);
      tokens.append(step == 0 ? 0 : last.tokens());
      rates.append(step == 0 ? Double.NaN : last.learningRate());
      means.append(since.average().orElse(Double.NaN));
      looks.append(row.getValue());
      done = step;
    }
    String title = ending.equals(Ending.WHOLE) ? "" : ending.text();
    Table table = Table.create(title, tokens, rates, means);
    return validations.isEmpty() ? table : table.addColumns(looks);
  }

  /** After which steps there is a row, and the loss on held-out text then, if there was a look. */
  private SortedMap<Long, Double> rows() {
    var rows = new TreeMap<Long, Double>();
    long all = steps.size();
    if (validations.isEmpty()) {
      IntStream.rangeClosed(1, ROWS).forEach(i -> rows.put(all * i / ROWS, Double.NaN));
      rows.remove(0L);
    }
    validations.forEach(look -> rows.put(look.step(), look.loss()));
    rows.putIfAbsent(all, Double.NaN);
    return rows;
  }

  /** Its losses over the tokens seen. */
  public LinePlot curve() {
    TokenAxis axis = TokenAxis.of(last().tokens());
    var training = new GrowingLine();
    steps.forEach(step -> training.add(axis.at(step.tokens()), step.loss()));
    var heldOut = new GrowingLine();
    validations.forEach(look -> heldOut.add(axis.at(look.tokens()), look.loss()));
    // A divergence falls by powers of ten, and far below the LM loss beside it.
    LinePlot plot =
        Set.of(NextToken.NAME, SupervisedLoss.NAME).contains(objective)
            ? new LinePlot("", axis.title(), objective + UNIT)
            : new LinePlot("", axis.title(), "nats a token").logarithmic();
    plot.line(training(objective), training.x(), training.y());
    return validations.isEmpty() ? plot : plot.line(LmLoss.VALIDATION, heldOut.x(), heldOut.y());
  }

  private StepRecord last() {
    return steps.get(steps.size() - 1);
  }

  /** Table and curve; a run that was stopped shows them as far as it came. */
  @Override
  public List<?> parts() {
    return steps.isEmpty() ? List.of(ending.text()) : List.of(table(), curve());
  }

  @Override
  public String toString() {
    if (steps.isEmpty()) {
      return ending.text();
    }
    return String.format(
        Locale.ROOT,
        "%s: loss %.3f at step 1, %.3f at step %d of %d; %,d tokens in %.0f s%s",
        finished() ? "finished" : ending.text(),
        steps.get(0).loss(),
        last().loss(),
        last().step(),
        options.steps(),
        last().tokens(),
        seconds,
        ending.equals(READ) ? ", " + FROM : "");
  }
}
