package minitron.paper;

import java.util.Arrays;
import java.util.List;
import minitron.report.Columns;
import minitron.report.Markdown;
import minitron.report.Showable;
import tech.tablesaw.api.Table;

/**
 * The scores of an experiment's arms.
 *
 * @param names of the arms
 * @param tables one for each seed, with a model of each arm's name
 */
public record ArmScores(List<String> names, List<Table1> tables) implements Showable {
  /** Keeps the tables as they are now. */
  public ArmScores {
    names = List.copyOf(names);
    tables = List.copyOf(tables);
  }

  /** An arm's scores in a benchmark, per cent, one for each seed; NaN if it is not run. */
  public double[] points(String name, String benchmark) {
    return tables.stream().mapToDouble(table -> 100 * table.score(name, benchmark)).toArray();
  }

  /** A row for each benchmark that was asked, with the mean of the seeds for each arm. */
  public Table table() {
    List<String> asked = tables.get(0).asked();
    Table table = Table.create("per cent", Columns.text("benchmark", asked));
    for (String name : names) {
      double[] means =
          asked.stream()
              .mapToDouble(each -> Arrays.stream(points(name, each)).average().orElse(Double.NaN))
              .toArray();
      table.addColumns(Columns.fixed(name, 1, means));
    }
    return table;
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
