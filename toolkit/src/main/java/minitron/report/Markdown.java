package minitron.report;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import tech.tablesaw.api.Table;

/** Tables as aligned Markdown, which a terminal shows as well. */
public final class Markdown {
  private Markdown() {}

  /** A table's name and its first hundred rows, without a line break at the end. */
  public static String table(Table table) {
    Grid grid = Grid.of(table);
    int[] widths = grid.columns().stream().mapToInt(Markdown::width).toArray();
    List<String> lines = new ArrayList<>();
    if (!grid.title().isEmpty()) {
      lines.addAll(List.of(grid.title(), ""));
    }
    lines.add(line(grid, widths, Grid.Text::name));
    lines.add(rule(grid, widths));
    for (int row = 0; row < grid.rows(); row++) {
      int at = row;
      lines.add(line(grid, widths, column -> column.cells().get(at)));
    }
    if (grid.hidden() > 0) {
      lines.addAll(List.of("", "and " + Numbers.count(grid.hidden()) + " more rows"));
    }
    return String.join("\n", lines);
  }

  private static String line(Grid grid, int[] widths, Function<Grid.Text, String> cell) {
    List<String> cells = new ArrayList<>();
    for (int i = 0; i < widths.length; i++) {
      Grid.Text column = grid.columns().get(i);
      String text = escape(cell.apply(column));
      String space = " ".repeat(widths[i] - length(text));
      cells.add(column.numeric() ? space + text : text + space);
    }
    return cells.stream().collect(Collectors.joining(" | ", "| ", " |"));
  }

  private static String rule(Grid grid, int[] widths) {
    List<String> rules = new ArrayList<>();
    for (int i = 0; i < widths.length; i++) {
      boolean right = grid.columns().get(i).numeric();
      rules.add("-".repeat(widths[i] + 1) + (right ? ":" : "-"));
    }
    return "|" + String.join("|", rules) + "|";
  }

  private static int width(Grid.Text column) {
    int cells = column.cells().stream().mapToInt(cell -> length(escape(cell))).max().orElse(0);
    return Math.max(3, Math.max(length(escape(column.name())), cells));
  }

  private static int length(String text) {
    return text.codePointCount(0, text.length());
  }

  private static String escape(String text) {
    return text.replace("|", "\\|").replaceAll("\\R", " ");
  }
}
