package minitron.eval.result;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;
import minitron.eval.metric.Metric;
import minitron.eval.metric.Score;
import minitron.report.Columns;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.Table;

/** An evaluation as a table for people: groups first, then tasks, a row for each metric. */
final class EvaluationTable {
  /** A row before its numbers have a format. */
  private record Row(String name, String shots, long asked, Score score, OptionalDouble chance) {}

  private EvaluationTable() {}

  static Table of(List<TaskResult> tasks, List<GroupResult> groups) {
    List<Row> rows = rows(tasks, groups);
    boolean shares = rows.stream().allMatch(row -> isShare(row.score().metric()));
    Table table =
        Table.create(
            "",
            Columns.text("task", rows.stream().map(Row::name).toList()),
            Columns.text("shots", rows.stream().map(Row::shots).toList()),
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
        Columns.counts("documents", rows.stream().mapToLong(Row::asked).toArray()));
  }

  private static List<Row> rows(List<TaskResult> tasks, List<GroupResult> groups) {
    List<Row> rows = new ArrayList<>();
    for (GroupResult group : groups) {
      String shots = group.shots().isPresent() ? "" + group.shots().getAsInt() : "";
      for (Score score : group.scores()) {
        rows.add(
            new Row(group.group().name(), shots, group.asked(), score, OptionalDouble.empty()));
      }
    }
    for (TaskResult task : tasks) {
      for (Score score : task.scores()) {
        OptionalDouble chance = Chance.of(task, score.metric());
        rows.add(new Row(task.name(), "" + task.shots(), task.asked(), score, chance));
      }
    }
    return rows;
  }

  private static String name(Score score) {
    Metric metric = score.metric();
    return metric.filter().equals("none")
        ? metric.name()
        : metric.name() + " (" + metric.filter() + ")";
  }

  private static boolean isShare(Metric metric) {
    return metric.higherIsBetter();
  }

  private static DoubleColumn column(
      String name, boolean shares, List<Row> rows, ToDoubleFunction<Row> of) {
    double[] values = rows.stream().mapToDouble(of).toArray();
    return shares ? Columns.shares(name, values) : Columns.numbers(name, values);
  }
}
