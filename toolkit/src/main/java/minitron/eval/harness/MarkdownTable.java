package minitron.eval.harness;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A Markdown table as pytablewriter prints it, which the harness uses: a column of numbers stands
 * to the right and shows as many decimals as its longest number needs without trailing zeros.
 */
public final class MarkdownTable {
  private MarkdownTable() {}

  /** The table, without a line break at its end. */
  public static String of(List<String> headers, List<List<String>> rows) {
    List<Column> columns =
        IntStream.range(0, headers.size())
            .mapToObj(i -> Column.of(headers.get(i), rows.stream().map(r -> r.get(i)).toList()))
            .toList();
    List<String> lines = new ArrayList<>();
    lines.add(line(columns.stream().map(Column::header).toList()));
    lines.add(line(columns.stream().map(Column::rule).toList()));
    for (int row = 0; row < rows.size(); row++) {
      int at = row;
      lines.add(line(columns.stream().map(column -> column.cell(at)).toList()));
    }
    return String.join("\n", lines);
  }

  private static String line(List<String> cells) {
    return "|" + String.join("|", cells) + "|";
  }

  private record Column(String name, List<String> cells, boolean numeric, int width) {

    static Column of(String name, List<String> cells) {
      boolean numeric =
          cells.stream().anyMatch(MarkdownTable::isNumber)
              && cells.stream().allMatch(c -> c.isBlank() || isNumber(c) || isOutside(c));
      List<String> shown = numeric ? aligned(cells) : cells;
      int width = Math.max(3, name.length());
      for (String cell : shown) {
        width = Math.max(width, cell.length());
      }
      return new Column(name, shown, numeric, width);
    }

    private static List<String> aligned(List<String> cells) {
      int decimals = cells.stream().mapToInt(MarkdownTable::decimals).max().orElse(0);
      return cells.stream()
          .map(c -> isNumber(c) ? new BigDecimal(c).setScale(decimals).toPlainString() : c)
          .toList();
    }

    String header() {
      int left = (width - name.length()) / 2;
      return " ".repeat(left) + name + " ".repeat(width - name.length() - left);
    }

    String rule() {
      return numeric ? "-".repeat(width - 1) + ":" : "-".repeat(width);
    }

    String cell(int row) {
      String text = cells.get(row);
      String space = " ".repeat(width - text.length());
      return numeric ? space + text : text + space;
    }
  }

  private static boolean isNumber(String cell) {
    return cell.matches("-?\\d+(\\.\\d+)?");
  }

  private static boolean isOutside(String cell) {
    return cell.equals("NaN") || cell.equals("Infinity");
  }

  private static int decimals(String cell) {
    return isNumber(cell) ? Math.max(0, new BigDecimal(cell).stripTrailingZeros().scale()) : 0;
  }
}
