package minitron.report;

import java.util.ArrayList;
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

  /** Checks that every row has a cell for every column. */
  public ScoreTable {
    groups = List.copyOf(groups);
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
    var html = new StringBuilder("<table>");
    html.append("<caption style=\"text-align:left\"><b>").append(Html.escape(title));
    html.append("</b></caption>\n<thead><tr><th></th>");
    for (Group group : groups) {
      html.append("<th colspan=\"").append(group.columns.size()).append("\" style=\"");
      html.append(CELL).append("center").append(EDGE).append("\">");
      html.append(Html.escape(group.name)).append("</th>");
    }
    html.append("</tr>\n<tr>");
    cell(html, "th", CELL + "left" + RULE, Html.escape(corner));
    List<String> names = columns();
    for (int i = 0; i < names.size(); i++) {
      cell(html, "th", CELL + "right" + RULE + edge(i), Html.escape(names.get(i)));
    }
    html.append("</tr></thead>\n<tbody>");
    lines.forEach(line -> line(html, line));
    html.append("\n</tbody></table>");
    if (!note.isEmpty()) {
      html.append("<p><small>").append(Html.escape(note)).append("</small></p>");
    }
    return html.toString();
  }

  private void line(StringBuilder html, Line line) {
    String rule = line.last ? RULE : "";
    html.append("\n<tr>");
    cell(html, "td", CELL + "left" + rule, Html.escape(line.name));
    for (int i = 0; i < line.cells.size(); i++) {
      Cell cell = line.cells.get(i);
      cell(html, "td", CELL + "right" + rule + edge(i), cell.mark.html(cell.text));
    }
    html.append("</tr>");
  }

  /** A line to the left of a group's first column. */
  private String edge(int column) {
    int first = 0;
    for (Group group : groups) {
      if (column == first) {
        return EDGE;
      }
      first += group.columns.size();
    }
    return "";
  }

  private static void cell(StringBuilder html, String tag, String style, String inside) {
    html.append('<').append(tag).append(" style=\"").append(style).append("\">");
    html.append(inside).append("</").append(tag).append('>');
  }

  private List<String> columns() {
    return groups.stream().flatMap(group -> group.columns.stream()).toList();
  }

  /** The table as text: {@code **best**}, {@code _second best_}. */
  @Override
  public String toString() {
    List<List<String>> texts = new ArrayList<>();
    texts.add(Stream.concat(Stream.of(corner), columns().stream()).toList());
    for (Line line : lines) {
      Stream<String> cells = line.cells.stream().map(cell -> cell.mark.plain(cell.text));
      texts.add(Stream.concat(Stream.of(line.name), cells).toList());
    }
    int[] widths = widths(texts);
    List<String> all = new ArrayList<>(List.of(title, "", over(widths)));
    texts.forEach(text -> all.add(aligned(text, widths)));
    if (!note.isEmpty()) {
      all.addAll(List.of("", note));
    }
    return String.join("\n", all);
  }

  /** As wide as the longest text of a column, or wider where a group's name needs it. */
  private int[] widths(List<List<String>> texts) {
    int[] widths =
        IntStream.range(0, texts.get(0).size())
            .map(i -> texts.stream().mapToInt(text -> text.get(i).length()).max().orElse(0))
            .toArray();
    int column = 1;
    for (Group group : groups) {
      int to = column + group.columns.size();
      int wide = IntStream.range(column, to).map(i -> widths[i] + 2).sum() - 2;
      widths[to - 1] += Math.max(0, group.name.length() - wide);
      column = to;
    }
    return widths;
  }

  private static String aligned(List<String> line, int[] widths) {
    var text = new StringBuilder();
    for (int i = 0; i < widths.length; i++) {
      String space = " ".repeat(widths[i] - line.get(i).length());
      text.append(i == 0 ? line.get(i) + space : "  " + space + line.get(i));
    }
    return text.toString().stripTrailing();
  }

  /** The groups' names, each where its first column begins. */
  private String over(int[] widths) {
    var text = new StringBuilder(" ".repeat(widths[0]));
    int column = 1;
    for (Group group : groups) {
      int to = column + group.columns.size();
      int wide = IntStream.range(column, to).map(i -> widths[i] + 2).sum() - 2;
      text.append("  ").append(group.name).append(" ".repeat(wide - group.name.length()));
      column = to;
    }
    return text.toString().stripTrailing();
  }
}
