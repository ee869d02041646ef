package minitron.eval.harness;

import java.math.BigDecimal;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

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
    Stream<String> head = Stream.of(line(columns, Column::header), line(columns, Column::rule));
    Stream<String> body =
        IntStream.range(0, rows.size()).mapToObj(row -> line(columns, c -> c.cell(row)));
    return Stream.concat(head, body).collect(Collectors.joining("\n"));
  }

  private static String line(List<Column> columns, Function<Column, String> cell) {
    return columns.stream().map(cell).collect(Collectors.joining("|", "|", "|"));
  }

  private record Column(String name, List<String> cells, boolean numeric, int width) {

    static Column of(String name, List<String> cells) {
      boolean numeric =
          cells.stream().anyMatch(MarkdownTable::isNumber)
              && cells.stream().allMatch(c -> c.isBlank() || isNumber(c) || isOutside(c));
      List<String> shown = numeric ? aligned(cells) : cells;
      int widest = shown.stream().mapToInt(String::length).max().orElse(0);
      int width = Math.max(widest, Math.max(3, name.length()));
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
