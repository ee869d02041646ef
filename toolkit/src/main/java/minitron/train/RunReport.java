package minitron.train;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import minitron.report.Columns;
import minitron.report.TokenAxis;
import minitron.report.plot.GrowingLine;
import minitron.report.plot.LinePlot;
import tech.tablesaw.api.Table;

/** A run as a table and as a curve; both without seconds, so that the same run looks the same. */
final class RunReport {
  private static final int ROWS = 10;
  private static final String UNIT = " (nats)";

  private RunReport() {}

  /** The name of the curve of the steps' own losses. */
  static String training(String objective) {
    return objective + ", training";
  }

  static Table table(Run run) {
    List<StepRecord> steps = run.steps();
    SortedMap<Long, Double> heldOut = rows(run);
    int rows = heldOut.size();
    long[] tokens = new long[rows];
    double[] rates = new double[rows];
    double[] means = new double[rows];
    double[] looks = new double[rows];
    int done = 0;
    int row = 0;
    for (var entry : heldOut.entrySet()) {
      int step = Math.toIntExact(entry.getKey());
      StepRecord last = steps.get(Math.max(0, step - 1));
      tokens[row] = step == 0 ? 0 : last.tokens();
      rates[row] = step == 0 ? Double.NaN : last.learningRate();
      means[row] =
          steps.subList(done, step).stream()
              .mapToDouble(StepRecord::loss)
              .average()
              .orElse(Double.NaN);
      looks[row++] = entry.getValue();
      done = step;
    }
    Table table =
        Table.create(
            run.finished() ? "" : run.ending(),
            Columns.whole("tokens", tokens),
            Columns.powers("learning rate", rates),
            Columns.fixed(training(run.objective()) + UNIT, 3, means));
    return run.validations().isEmpty()
        ? table
        : table.addColumns(Columns.fixed(Validation.LOSS_IN_NATS, 3, looks));
  }

  /** After which steps there is a row, and the loss on held-out text then, if there was a look. */
  private static SortedMap<Long, Double> rows(Run run) {
    var rows = new TreeMap<Long, Double>();
    int steps = run.steps().size();
    if (run.validations().isEmpty()) {
      IntStream.rangeClosed(1, ROWS).forEach(i -> rows.put((long) steps * i / ROWS, Double.NaN));
      rows.remove(0L);
    }
    run.validations().forEach(look -> rows.put(look.step(), look.loss()));
    rows.putIfAbsent((long) steps, Double.NaN);
    return rows;
  }

  static LinePlot curve(Run run) {
    TokenAxis axis = TokenAxis.of(run.steps().get(run.steps().size() - 1).tokens());
    var training = new GrowingLine();
    run.steps().forEach(step -> training.add(axis.at(step.tokens()), step.loss()));
    var heldOut = new GrowingLine();
    run.validations().forEach(look -> heldOut.add(axis.at(look.tokens()), look.loss()));
    LinePlot plot = plot(run.objective(), axis);
    plot.line(training(run.objective()), training.x(), training.y());
    return run.validations().isEmpty()
        ? plot
        : plot.line(Validation.LOSS, heldOut.x(), heldOut.y());
  }

  /** A divergence falls by powers of ten, and far below the LM loss beside it. */
  private static LinePlot plot(String objective, TokenAxis axis) {
    boolean same = objective.equals(NextToken.NAME);
    return same
        ? new LinePlot("", axis.title(), objective + UNIT)
        : new LinePlot("", axis.title(), "nats a token").logarithmic();
  }
}
