package minitron.report;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import tech.tablesaw.api.ColumnType;
import tech.tablesaw.api.NumericColumn;
import tech.tablesaw.api.Table;
import tech.tablesaw.columns.Column;
import tech.tablesaw.columns.numbers.NumberColumnFormatter;

/**
 * A table whose cells are formatted already, before it becomes HTML or Markdown.
 *
 * @param title the table's name; may be empty
 * @param columns its columns; standard errors are part of the column before them
 * @param rows how many rows there are
 * @param hidden how many more rows the table has
 */
record Grid(String title, List<Text> columns, int rows, int hidden) {
  private static final int MOST_ROWS = 100;

  /** A column: its name, whether it holds numbers, and its cells. */
  record Text(String name, boolean numeric, List<String> cells) {}

  /** The first hundred rows of a table. */
  static Grid of(Table table) {
    int rows = Math.min(MOST_ROWS, table.rowCount());
    List<Text> columns = new ArrayList<>();
    for (Column<?> column : table.columns()) {
      List<String> cells = cells(column, rows);
      Text last = columns.isEmpty() ? null : columns.get(columns.size() - 1);
      if (last != null && column.name().equals(last.name() + Columns.ERROR)) {
        columns.set(columns.size() - 1, withErrors(last, cells));
      } else {
        columns.add(new Text(column.name(), column instanceof NumericColumn, cells));
      }
    }
    String title = table.name() == null ? "" : table.name();
    return new Grid(title, columns, rows, table.rowCount() - rows);
  }

  private static Text withErrors(Text values, List<String> errors) {
    List<String> cells =
        IntStream.range(0, errors.size())
            .mapToObj(row -> withError(values.cells().get(row), errors.get(row)))
            .toList();
    return new Text(values.name(), true, cells);
  }

  private static String withError(String value, String error) {
    if (value.isEmpty() || error.isEmpty()) {
      return value;
    }
    boolean percent = value.endsWith(" %") && error.endsWith(" %");
    return (percent ? value.substring(0, value.length() - 2) : value) + " ± " + error;
  }

  private static List<String> cells(Column<?> column, int rows) {
    IntFunction<String> text = row -> column.isMissing(row) ? "" : column.getString(row);
    if (column instanceof NumericColumn<?> numbers && !formatted(numbers, rows)) {
      int decimals =
          IntStream.range(0, rows)
              .map(row -> Numbers.decimals(numbers.getDouble(row)))
              .reduce(0, Math::max);
      text = row -> cell(numbers.getDouble(row), decimals);
    }
    return IntStream.range(0, rows).mapToObj(text).toList();
  }

  /** Tablesaw does not tell whether a column has its own format, so its texts are compared. */
  private static boolean formatted(NumericColumn<?> column, int rows) {
    return IntStream.range(0, rows)
        .filter(row -> !column.isMissing(row))
        .anyMatch(row -> !column.getString(row).equals(plain(column.getDouble(row))));
  }

  private static String cell(double value, int decimals) {
    return Numbers.decimals(value) < 0 ? Numbers.number(value) : Numbers.fixed(value, decimals);
  }

  private static String plain(double value) {
    var formatter = NumberColumnFormatter.floatingPointDefault();
    formatter.setColumnType(ColumnType.DOUBLE);
    return formatter.format(value);
  }
}
