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
final class Table1Layout {
  private static final String NONE = "–";

  /** The paper's columns that are shown, by family: a teacher and its students. */
  private static final List<Group> BESIDE =
      List.of(
          new Group("paper: Llama 3.1", List.of("8B", "4B-Depth", "4B-Width")),
          new Group("paper: Mistral NeMo", List.of("12B", "12B-FT", "8B")));

  private static final int[] BESIDE_AT = {6, 2, 3, 8, 9, 7};

  private Table1Layout() {}

  static ScoreTable scores(List<Table1Row> rows, List<Table1Entry> entries) {
    List<Group> groups = new ArrayList<>();
    groups.add(new Group("here", entries.stream().map(Table1Entry::name).toList()));
    groups.addAll(BESIDE);
    List<ScoreTable.Line> lines = new ArrayList<>();
    lines.add(sizes(PaperTable1.TOTAL, entries, e -> Numbers.count(e.parameters()), false));
    lines.add(sizes(PaperTable1.INNER, entries, e -> Numbers.count(e.inner()), false));
    lines.add(sizes(PaperTable1.TOKENS, entries, Table1Layout::tokens, true));
    for (int i = 0; i < rows.size(); i++) {
      List<Cell> cells = new ArrayList<>(own(rows.get(i), entries));
      cells.addAll(beside(PaperTable1.LINES.get(i).cells()));
      lines.add(new ScoreTable.Line(name(rows.get(i)), cells, false));
    }
    return new ScoreTable("Table 1", "Benchmark (shots)", groups, lines, note(rows));
  }

  private static String note(List<Table1Row> rows) {
    boolean missing = rows.stream().anyMatch(row -> row.asked().isEmpty());
    return "Percent ± standard error. Bold: best; underlined: second best; in the paper's columns"
        + " among models of about one size,"
        + " of which the paper has more than stand here."
        + (missing ? " –: not run here, or not in the paper." : "");
  }

  private static ScoreTable.Line sizes(
      PaperTable1.Sizes sizes,
      List<Table1Entry> entries,
      Function<Table1Entry, String> said,
      boolean last) {
    List<Cell> cells = new ArrayList<>();
    entries.forEach(entry -> cells.add(new Cell(said.apply(entry), Mark.NONE)));
    cells.addAll(beside(sizes.cells()));
    return new ScoreTable.Line(sizes.name(), cells, last);
  }

  private static String tokens(Table1Entry entry) {
    return entry.tokens().isEmpty() ? NONE : Numbers.count(entry.tokens().getAsLong());
  }

  private static List<Cell> beside(List<Cell> paper) {
    return IntStream.of(BESIDE_AT).mapToObj(paper::get).toList();
  }

  /** The name with the shots, and with the paper's if they differ. */
  private static String name(Table1Row row) {
    int shots = row.asked().map(Benchmark::shots).orElse(row.paperShots());
    String paper = shots == row.paperShots() ? "" : "; paper " + row.paperShots();
    return row.label() + " (" + shots + paper + ")";
  }

  private static List<Cell> own(Table1Row row, List<Table1Entry> entries) {
    List<Optional<Estimate>> all =
        entries.stream().map(entry -> row.score(entry.evaluations())).toList();
    List<Double> values =
        all.stream().map(s -> s.map(e -> 100 * e.value()).orElse(Double.NaN)).toList();
    List<Mark> marks = Mark.of(values, 1);
    return IntStream.range(0, all.size())
        .mapToObj(i -> new Cell(all.get(i).map(Table1Layout::shown).orElse(NONE), marks.get(i)))
        .toList();
  }

  private static String shown(Estimate score) {
    String value = Numbers.fixed(100 * score.value(), 1);
    OptionalDouble error = score.standardError();
    return error.isEmpty() ? value : value + " ± " + Numbers.fixed(100 * error.getAsDouble(), 1);
  }

  static Table plan(List<Table1Row> rows, ItemSource items) {
    return Table.create(
        "What is asked",
        Columns.text("benchmark", rows.stream().map(Table1Row::label).toList()),
        Columns.fixed("paper's shots", 0, numbers(rows, Table1Row::paperShots)),
        Columns.fixed("shots", 0, numbers(rows, Table1Layout::shots)),
        Columns.fixed("documents", 0, numbers(rows, row -> or(row.documents(items)))),
        Columns.text("metric", rows.stream().map(Table1Row::metric).toList()),
        Columns.text("reason not run", rows.stream().map(Table1Row::why).toList()));
  }

  private static double[] numbers(List<Table1Row> rows, ToDoubleFunction<Table1Row> of) {
    return rows.stream().mapToDouble(of).toArray();
  }

  private static double shots(Table1Row row) {
    return row.asked().map(asked -> (double) asked.shots()).orElse(Double.NaN);
  }

  private static double or(OptionalInt count) {
    return count.isPresent() ? count.getAsInt() : Double.NaN;
  }

  static Table table(List<Table1Row> rows, ItemSource items, List<Table1Entry> entries) {
    Table all = plan(rows, items).setName("table1");
    for (Table1Entry entry : entries) {
      all.addColumns(
          Columns.shares(entry.name(), numbers(rows, row -> value(entry, row))),
          Columns.shares(entry.name() + Columns.ERROR, numbers(rows, row -> error(entry, row))));
    }
    List<String> names =
        BESIDE.stream().flatMap(g -> g.columns().stream().map(c -> g.name() + " " + c)).toList();
    for (int i = 0; i < BESIDE_AT.length; i++) {
      int column = BESIDE_AT[i];
      double[] values =
          PaperTable1.LINES.stream().mapToDouble(line -> line.share(column)).toArray();
      all.addColumns(Columns.shares(names.get(i), values));
    }
    return all;
  }

  private static double value(Table1Entry entry, Table1Row row) {
    return row.score(entry.evaluations()).map(Estimate::value).orElse(Double.NaN);
  }

  private static double error(Table1Entry entry, Table1Row row) {
    return row.score(entry.evaluations())
        .map(e -> e.standardError().orElse(Double.NaN))
        .orElse(Double.NaN);
  }

  private static double shownError(Table1Entry entry, Table1Row row) {
    double error = error(entry, row);
    return Double.isNaN(error) ? 0 : error;
  }

  static BarPlot plot(List<Table1Row> rows, List<Table1Entry> entries) {
    List<Table1Row> run = rows.stream().filter(row -> row.asked().isPresent()).toList();
    String[] names =
        run.stream().map(row -> row.name().toLowerCase(Locale.ROOT)).toArray(String[]::new);
    BarPlot plot = new BarPlot("Table 1", "score", names).percent();
    for (Table1Entry entry : entries) {
      plot.bars(
          entry.name(),
          numbers(run, row -> value(entry, row)),
          numbers(run, row -> shownError(entry, row)));
    }
    return plot;
  }
}
