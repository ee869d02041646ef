package minitron.eval.result;

import java.util.List;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import minitron.eval.metric.Metric;
import minitron.eval.metric.Score;
import minitron.report.Columns;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.Table;

/** An evaluation as a table for people: groups first, then tasks, a row for each metric. */
final class EvaluationTable {
  private record Row(Result result, Score score) {
    OptionalDouble chance() {
      return result.chance(score.metric());
    }
  }

  private EvaluationTable() {}

  static Table of(List<TaskResult> tasks, List<GroupResult> groups) {
    List<Row> rows =
        Stream.<Result>concat(groups.stream(), tasks.stream())
            .flatMap(result -> result.scores().stream().map(score -> new Row(result, score)))
            .toList();
    // What is better lower, as perplexity, is no share, nor is a rating above 1.
    boolean shares =
        rows.stream()
            .map(Row::score)
            .allMatch(score -> score.metric().higherIsBetter() && !(score.estimate().value() > 1));
    Table table =
        Table.create(
            "",
            Columns.text("task", rows.stream().map(row -> row.result().name()).toList()),
            Columns.text("shots", rows.stream().map(row -> row.result().shotsText()).toList()),
            Columns.text("metric", rows.stream().map(row -> name(row.score())).toList()),
            column("value", shares, rows, row -> row.score().estimate().value()),
            column(
                "value" + Columns.ERROR,
                shares,
                rows,
                row -> row.score().estimate().standardError().orElse(Double.NaN)));
    if (rows.stream().anyMatch(row -> row.chance().isPresent())) {
      table.addColumns(column("chance", shares, rows, row -> row.chance().orElse(Double.NaN)));
    }
    return table.addColumns(
        Columns.counts(
            "documents", rows.stream().mapToLong(row -> row.result().asked()).toArray()));
  }

  private static String name(Score score) {
    Metric metric = score.metric();
    return metric.filter().equals("none")
        ? metric.name()
        : metric.name() + " (" + metric.filter() + ")";
  }

  private static DoubleColumn column(
      String name, boolean shares, List<Row> rows, ToDoubleFunction<Row> of) {
    double[] values = rows.stream().mapToDouble(of).toArray();
    return shares ? Columns.shares(name, values) : Columns.numbers(name, values);
  }
}
