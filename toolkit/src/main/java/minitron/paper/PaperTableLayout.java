package minitron.paper;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import minitron.eval.metric.Estimate;
import minitron.eval.task.Benchmark;
import minitron.paper.printed.PrintedTable;
import minitron.report.Columns;
import minitron.report.Mark;
import minitron.report.Numbers;
import minitron.report.ScoreTable;
import minitron.report.ScoreTable.Cell;
import minitron.report.ScoreTable.Group;
import minitron.report.plot.BarPlot;
import minitron.text.ItemSource;
import tech.tablesaw.api.Table;

/** How Table 1 is shown: as the paper prints it, as a plot, and in full. */
final class PaperTableLayout {
  private static final String NONE = "–";

  private PaperTableLayout() {}

  static ScoreTable scores(
      PrintedTable printed, List<PaperTableRow> rows, List<PaperTableEntry> entries) {
    List<Group> groups = new ArrayList<>();
    groups.add(new Group("here", entries.stream().map(PaperTableEntry::name).toList()));
    groups.addAll(printed.beside());
    List<ScoreTable.Line> lines = new ArrayList<>();
    List<Function<PaperTableEntry, String>> sizes =
        List.of(
            entry -> Numbers.count(entry.parameters()),
            entry -> Numbers.count(entry.inner()),
            PaperTableLayout::tokens);
    for (int i = 0; i < sizes.size(); i++) {
      List<Cell> cells = new ArrayList<>();
      for (PaperTableEntry entry : entries) {
        cells.add(new Cell(sizes.get(i).apply(entry), Mark.NONE));
      }
      cells.addAll(beside(printed, printed.sizes().get(i).cells()));
      lines.add(new ScoreTable.Line(printed.sizes().get(i).name(), cells, i == sizes.size() - 1));
    }
    for (PaperTableRow row : rows) {
      List<Cell> cells = new ArrayList<>(own(row, entries));
      cells.addAll(beside(printed, printed.cells(row.line())));
      lines.add(new ScoreTable.Line(name(printed, row), cells, false));
    }
    return new ScoreTable(printed.name(), printed.corner(), groups, lines, note(rows));
  }

  private static String note(List<PaperTableRow> rows) {
    boolean missing = rows.stream().anyMatch(row -> row.asked().isEmpty());
    boolean points = rows.stream().anyMatch(row -> row.line().full() > 1);
    return (points ? "Percent (MT-Bench: 1 to 10)" : "Percent")
        + " ± standard error. Bold: best; underlined: second best; in the paper's columns"
        + " among models of about one size,"
        + " of which the paper has more than stand here."
        + (missing ? " –: not run here, or not in the paper." : "");
  }

  private static String tokens(PaperTableEntry entry) {
    return entry.tokens().isEmpty() ? NONE : Numbers.count(entry.tokens().getAsLong());
  }

  private static List<Cell> beside(PrintedTable printed, List<Cell> paper) {
    return printed.places().stream().map(paper::get).toList();
  }

  /** The name with the shots, and with the paper's if they differ. */
  private static String name(PrintedTable printed, PaperTableRow row) {
    if (!printed.hasShots()) {
      return row.label();
    }
    int own = row.line().shots();
    int shots = row.asked().map(Benchmark::shots).orElse(own);
    return row.label() + " (" + shots + (shots == own ? "" : "; paper " + own) + ")";
  }

  private static List<Cell> own(PaperTableRow row, List<PaperTableEntry> entries) {
    int scale = row.line().scale();
    List<Optional<Estimate>> all =
        entries.stream().map(entry -> row.score(entry.evaluations())).toList();
    List<Double> values =
        all.stream().map(s -> s.map(e -> scale * e.value()).orElse(Double.NaN)).toList();
    List<Mark> marks = Mark.of(values, 1);
    return IntStream.range(0, all.size())
        .mapToObj(i -> new Cell(all.get(i).map(e -> shown(scale, e)).orElse(NONE), marks.get(i)))
        .toList();
  }

  private static String shown(int scale, Estimate score) {
    String value = Numbers.fixed(scale * score.value(), 1);
    OptionalDouble error = score.standardError();
    return error.isEmpty() ? value : value + " ± " + Numbers.fixed(scale * error.getAsDouble(), 1);
  }

  static Table plan(List<PaperTableRow> rows, ItemSource items) {
    return Table.create(
        "What is asked",
        Columns.text("benchmark", rows.stream().map(PaperTableRow::label).toList()),
        Columns.fixed("paper's shots", 0, numbers(rows, row -> row.line().shots())),
        Columns.fixed("shots", 0, numbers(rows, PaperTableLayout::shots)),
        Columns.fixed("documents", 0, numbers(rows, row -> or(row.documents(items)))),
        Columns.text("metric", rows.stream().map(PaperTableRow::metric).toList()),
        Columns.text("reason not run", rows.stream().map(PaperTableRow::why).toList()));
  }

  private static double[] numbers(List<PaperTableRow> rows, ToDoubleFunction<PaperTableRow> of) {
    return rows.stream().mapToDouble(of).toArray();
  }

  private static double shots(PaperTableRow row) {
    return row.asked().map(asked -> (double) asked.shots()).orElse(Double.NaN);
  }

  private static double or(OptionalInt count) {
    return count.isPresent() ? count.getAsInt() : Double.NaN;
  }

  /** Scores are shares of the best value that there is, so that they stand in one column. */
  static Table table(
      PrintedTable printed,
      ItemSource items,
      List<PaperTableRow> rows,
      List<PaperTableEntry> entries) {
    String name = printed.name().replace(" ", "").toLowerCase(Locale.ROOT);
    Table all = plan(rows, items).setName(name);
    for (PaperTableEntry entry : entries) {
      all.addColumns(
          Columns.shares(entry.name(), numbers(rows, row -> value(entry, row))),
          Columns.shares(entry.name() + Columns.ERROR, numbers(rows, row -> error(entry, row))));
    }
    List<String> names =
        printed.beside().stream()
            .flatMap(group -> group.columns().stream().map(c -> group.name() + " " + c))
            .toList();
    for (int i = 0; i < names.size(); i++) {
      int column = printed.places().get(i);
      double[] values = numbers(rows, row -> row.line().score(column) / row.line().full());
      all.addColumns(Columns.shares(names.get(i), values));
    }
    return all;
  }

  private static double value(PaperTableEntry entry, PaperTableRow row) {
    double score = row.score(entry.evaluations()).map(Estimate::value).orElse(Double.NaN);
    return score / row.line().full();
  }

  private static double error(PaperTableEntry entry, PaperTableRow row) {
    double error =
        row.score(entry.evaluations())
            .map(e -> e.standardError().orElse(Double.NaN))
            .orElse(Double.NaN);
    return error / row.line().full();
  }

  private static double shownError(PaperTableEntry entry, PaperTableRow row) {
    double error = error(entry, row);
    return Double.isNaN(error) ? 0 : error;
  }

  static BarPlot plot(
      PrintedTable printed, List<PaperTableRow> rows, List<PaperTableEntry> entries) {
    List<PaperTableRow> run = rows.stream().filter(row -> row.asked().isPresent()).toList();
    String[] names =
        run.stream().map(row -> row.name().toLowerCase(Locale.ROOT)).toArray(String[]::new);
    BarPlot plot = new BarPlot(printed.name(), "score", names).percent();
    for (PaperTableEntry entry : entries) {
      plot.bars(
          entry.name(),
          numbers(run, row -> value(entry, row)),
          numbers(run, row -> shownError(entry, row)));
    }
    return plot;
  }
}
