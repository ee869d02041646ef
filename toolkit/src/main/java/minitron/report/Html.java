package minitron.report;

import tech.tablesaw.api.Table;

/** Tables as HTML, without a script, a style sheet or names that could clash with a page's. */
public final class Html {
  private static final int MOST_ROWS = 100;
  private static final String LEFT = " style=\"text-align:left\"";
  private static final String RIGHT = " style=\"text-align:right\"";

  private Html() {}

  /** Text with the special characters of HTML escaped. */
  public static String escape(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }

  /** The first hundred rows of a table. */
  public static String table(Table table) {
    Grid grid = Grid.of(table, MOST_ROWS);
    var html = new StringBuilder("<table>");
    if (!grid.title().isEmpty()) {
      html.append("<caption").append(LEFT).append("><b>").append(escape(grid.title()));
      html.append("</b></caption>");
    }
    html.append("\n<thead><tr>");
    grid.columns().forEach(column -> cell(html, "th", column, column.name()));
    html.append("</tr></thead>\n<tbody>");
    for (int row = 0; row < grid.rows(); row++) {
      int at = row;
      html.append("\n<tr>");
      grid.columns().forEach(column -> cell(html, "td", column, column.cells().get(at)));
      html.append("</tr>");
    }
    html.append("\n</tbody></table>");
    if (grid.hidden() > 0) {
      html.append("<p>and ").append(Numbers.count(grid.hidden())).append(" more rows</p>");
    }
    return html.toString();
  }

  private static void cell(StringBuilder html, String tag, Grid.Text column, String text) {
    html.append('<').append(tag).append(column.numeric() ? RIGHT : LEFT).append('>');
    html.append(escape(text)).append("</").append(tag).append('>');
  }
}
