package minitron.eval.result;

import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import minitron.report.Columns;
import minitron.report.Markdown;
import minitron.report.Numbers;
import minitron.report.Showable;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.Table;

/**
 * Two evaluations on the same documents, compared document by document.
 *
 * @param first what the first evaluation is called in the table
 * @param second what the second is called
 * @param rows a task and metric each
 */
public record Differences(String first, String second, List<PairedDifference> rows)
    implements Showable {
  private static final int DECIMALS = 4;
  private static final double LEVEL = .05;

  /** Keeps the rows as they are now. */
  public Differences {
    rows = List.copyOf(rows);
  }

  /** The same with names for the two evaluations: {@code named("teacher", "student")}. */
  public Differences named(String first, String second) {
    return new Differences(first, second, rows);
  }

  /**
   * The rows as a table: both scores, second − first with its standard error and 95 % interval, how
   * many documents one alone has right, and the probability that McNemar's test gives.
   */
  public Table table() {
    return Table.create(
        second + " − " + first,
        Columns.text("task", rows.stream().map(PairedDifference::task).toList()),
        Columns.text("metric", rows.stream().map(Differences::metric).toList()),
        Columns.counts("documents", rows.stream().mapToLong(PairedDifference::documents).toArray()),
        numbers(first, DECIMALS, PairedDifference::first),
        numbers(second, DECIMALS, PairedDifference::second),
        numbers("difference", DECIMALS, row -> row.difference().value()),
        numbers(
            "difference" + Columns.ERROR, DECIMALS, row -> or(row.difference().standardError())),
        numbers("95 % from", DECIMALS, row -> or(row.low())),
        numbers("95 % to", DECIMALS, row -> or(row.high())),
        numbers("only " + first, 0, row -> or(row.onlyFirst())),
        numbers("only " + second, 0, row -> or(row.onlySecond())),
        Columns.numbers(
            "McNemar p", rows.stream().mapToDouble(row -> or(row.mcNemar())).toArray()));
  }

  private static String metric(PairedDifference row) {
    return row.filter().equals("none") ? row.metric() : row.metric() + ", " + row.filter();
  }

  private DoubleColumn numbers(String name, int decimals, ToDoubleFunction<PairedDifference> of) {
    return Columns.fixed(name, decimals, rows.stream().mapToDouble(of).toArray());
  }

  private static double or(OptionalInt count) {
    return count.isPresent() ? count.getAsInt() : Double.NaN;
  }

  private static double or(OptionalDouble value) {
    return value.orElse(Double.NaN);
  }

  /**
   * The rows as sentences. A difference counts if McNemar's test gives it less than one in twenty,
   * or, of a metric without verdicts, if its interval leaves out 0.
   */
  public String inWords() {
    return rows.stream().map(this::sentence).collect(Collectors.joining("\n"));
  }

  private String sentence(PairedDifference row) {
    // Shares are told in points of a hundred; a judge's ratings are points already.
    double unit = Math.max(row.first(), row.second()) > 1 ? 1 : 100;
    double points = unit * row.difference().value();
    String said =
        "%s: %s is %s points %s %s (95 %%: %s to %s)%s"
            .formatted(
                row.task(),
                second,
                Numbers.fixed(Math.abs(points), 1),
                points < 0 ? "below" : "above",
                first,
                signed(unit * or(row.low())),
                signed(unit * or(row.high())),
                row.mcNemar().isPresent() ? ", p " + odds(row.mcNemar().getAsDouble()) : "");
    return said + (counts(row) ? ": more than chance." : ": chance gives as much.");
  }

  private static String signed(double points) {
    return Numbers.fixed(points, 1).replace('-', '−');
  }

  private static String odds(double p) {
    return p < .0005 ? "< 0.001" : "= " + Numbers.fixed(p, 3);
  }

  private static boolean counts(PairedDifference row) {
    return row.mcNemar().isPresent()
        ? row.mcNemar().getAsDouble() < LEVEL
        : or(row.low()) > 0 || or(row.high()) < 0;
  }

  @Override
  public List<?> parts() {
    return List.of(table());
  }

  @Override
  public String toString() {
    return Markdown.table(table());
  }
}
