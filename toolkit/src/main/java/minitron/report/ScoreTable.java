package minitron.report;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A table of results as papers print them: columns in groups, the best number of a row in bold, the
 * second best underlined.
 *
 * @param title shown above it
 * @param corner the heading of the rows' names
 * @param groups the groups of columns
 * @param lines its rows, with one cell for each column
 * @param note shown below it in small letters; may be empty
 */
public record ScoreTable(
    String title, String corner, List<Group> groups, List<Line> lines, String note)
    implements HtmlView {
  private static final String CELL = "white-space:nowrap;text-align:";
  private static final String RULE = ";border-bottom:1px solid #8a8a8a";
  private static final String EDGE = ";border-left:1px solid #c8c8c8";

  /**
   * Columns that belong together.
   *
   * @param name shown above them
   */
  public record Group(String name, List<String> columns) {}

  /**
   * A row of the table.
   *
   * @param last whether a line is drawn below it
   */
  public record Line(String name, List<Cell> cells, boolean last) {}

  /** A text and how it is set apart. */
  public record Cell(String text, Mark mark) {}

  /** Checks that every row has a cell for every column; groups without columns are left out. */
  public ScoreTable {
    groups = groups.stream().filter(group -> !group.columns.isEmpty()).toList();
    lines = List.copyOf(lines);
    int columns = groups.stream().mapToInt(group -> group.columns.size()).sum();
    for (Line line : lines) {
      if (line.cells.size() != columns) {
        throw new IllegalArgumentException(
            "The row '%s' has %d cells for %d columns; give one of each."
                .formatted(line.name, line.cells.size(), columns));
      }
    }
  }

  @Override
  public String html() {
    var html = new StringBuilder("<table>").append(Html.caption(title));
    html.append("\n<thead><tr><th></th>");
    for (Group group : groups) {
      html.append("<th colspan=\"").append(group.columns.size()).append("\" style=\"");
      html.append(CELL).append("center").append(EDGE).append("\">");
      html.append(Html.escape(group.name)).append("</th>");
    }
    html.append("</tr>").append(row("th", RULE, corner, columns().map(Html::escape)));
    html.append("</thead>\n<tbody>");
    for (Line line : lines) {
      Stream<String> cells = line.cells.stream().map(cell -> cell.mark.html(cell.text));
      html.append(row("td", line.last ? RULE : "", line.name, cells));
    }
    html.append("\n</tbody></table>");
    if (!note.isEmpty()) {
      html.append("<p><small>").append(Html.escape(note)).append("</small></p>");
    }
    return html.toString();
  }

  /** A row, with a line to the left of each group's first cell. */
  private String row(String tag, String rule, String name, Stream<String> cells) {
    var row = new StringBuilder("\n<tr>");
    row.append(Html.cell(tag, CELL + "left" + rule, Html.escape(name)));
    Iterator<String> cell = cells.iterator();
    for (Group group : groups) {
      for (int i = 0; i < group.columns.size(); i++) {
        row.append(Html.cell(tag, CELL + "right" + rule + (i == 0 ? EDGE : ""), cell.next()));
      }
    }
    return row.append("</tr>").toString();
  }

  private Stream<String> columns() {
    return groups.stream().flatMap(group -> group.columns.stream());
  }

  /** The table as text: {@code **best**}, {@code _second best_}. */
  @Override
  public String toString() {
    List<List<String>> texts = new ArrayList<>();
    texts.add(Stream.concat(Stream.of(corner), columns()).toList());
    for (Line line : lines) {
      Stream<String> cells = line.cells.stream().map(cell -> cell.mark.plain(cell.text));
      texts.add(Stream.concat(Stream.of(line.name), cells).toList());
    }
    int[] widths =
        IntStream.range(0, texts.get(0).size())
            .map(i -> texts.stream().mapToInt(text -> text.get(i).length()).max().orElse(0))
            .toArray();
    List<String> all = new ArrayList<>(List.of(title, "", over(widths)));
    texts.forEach(text -> all.add(aligned(text, widths)));
    if (!note.isEmpty()) {
      all.addAll(List.of("", note));
    }
    return String.join("\n", all);
  }

  /**
   * The groups' names, each where its first column begins. Widens a group's last column where the
   * name needs it.
   */
  private String over(int[] widths) {
    var text = new StringBuilder(" ".repeat(widths[0]));
    int column = 1;
    for (Group group : groups) {
      int to = column + group.columns.size();
      int wide = IntStream.range(column, to).map(i -> widths[i] + 2).sum() - 2;
      int space = wide - group.name.length();
      widths[to - 1] += Math.max(0, -space);
      text.append("  ").append(group.name).append(" ".repeat(Math.max(0, space)));
      column = to;
    }
    return text.toString().stripTrailing();
  }

  private static String aligned(List<String> line, int[] widths) {
    var text = new StringBuilder();
    for (int i = 0; i < widths.length; i++) {
      String space = " ".repeat(widths[i] - line.get(i).length());
      text.append(i == 0 ? line.get(i) + space : "  " + space + line.get(i));
    }
    return text.toString().stripTrailing();
  }
}
