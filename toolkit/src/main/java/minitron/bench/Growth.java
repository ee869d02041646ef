package minitron.bench;

import minitron.report.plot.LinePlot;
import minitron.report.plot.Plot;
import tech.tablesaw.api.NumericColumn;
import tech.tablesaw.api.Table;

/**
 * How something grows with one size while the others stay.
 *
 * @param name of its files
 * @param unit of the values
 * @param logarithmic whether the values lie so far apart that equal factors are equally far
 * @param table the size, then a column for each line; its name is the plot's title
 */
public record Growth(String name, String unit, boolean logarithmic, Table table) {
  /** A line for each column behind the first. */
  public Plot plot() {
    NumericColumn<?> size = table.numberColumn(0);
    LinePlot plot = new LinePlot(table.name(), size.name(), unit);
    if (logarithmic) {
      plot.logarithmic();
    }
    for (NumericColumn<?> line : table.numericColumns()) {
      if (line != size) {
        plot.line(line.name(), size.asDoubleArray(), line.asDoubleArray());
      }
    }
    return plot;
  }
}
