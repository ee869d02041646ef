package minitron.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Function;
import java.util.stream.Collectors;
import tech.tablesaw.api.ColumnType;
import tech.tablesaw.api.NumericColumn;
import tech.tablesaw.api.Table;
import tech.tablesaw.columns.Column;
import tech.tablesaw.io.csv.CsvReadOptions;

/**
 * Tables as CSV files (RFC 4180, but with plain line feeds). Numbers are written in full, so that
 * they are read back to the bit; a missing value is an empty cell. Tablesaw's own writer does not
 * escape quotes, and its reader takes the text "NA" for a missing value.
 */
public final class Csv {
  private Csv() {}

  /** The table as the text of a CSV file. */
  public static String text(Table table) {
    var csv = new StringBuilder(line(table, Column::name));
    for (int row = 0; row < table.rowCount(); row++) {
      int at = row;
      csv.append(line(table, column -> cell(column, at)));
    }
    return csv.toString();
  }

  /** Writes a table; the folder must be there. */
  public static void write(Table table, Path file) {
    try {
      Files.writeString(file, text(table));
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot write " + file + ": " + e.getMessage(), e);
    }
  }

  /** Reads a file; all cells are text, and none is taken for missing. */
  public static Table read(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      return read(in);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read " + file + ": " + e.getMessage(), e);
    }
  }

  /** The same from a stream, which stays open. */
  public static Table read(InputStream in) {
    return Table.read()
        .usingOptions(
            CsvReadOptions.builder(in)
                .columnTypes(name -> ColumnType.STRING)
                .missingValueIndicator(""));
  }

  private static String line(Table table, Function<Column<?>, String> cell) {
    return table.columns().stream()
        .map(column -> quoted(cell.apply(column)))
        .collect(Collectors.joining(",", "", "\n"));
  }

  private static String cell(Column<?> column, int row) {
    if (column.isMissing(row)) {
      return "";
    }
    return column instanceof NumericColumn<?>
        ? String.valueOf(column.get(row))
        : column.getString(row);
  }

  private static String quoted(String text) {
    boolean special = text.chars().anyMatch(c -> c == '"' || c == ',' || c == '\n' || c == '\r');
    return special ? '"' + text.replace("\"", "\"\"") + '"' : text;
  }
}
