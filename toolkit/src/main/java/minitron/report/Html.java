package minitron.report;

import com.google.common.html.HtmlEscapers;
import tech.tablesaw.api.Table;

/** Tables as HTML, without a script, a style sheet or names that could clash with a page's. */
public final class Html {
  private Html() {}

  /** Text with the special characters of HTML escaped. */
  public static String escape(String text) {
    return HtmlEscapers.htmlEscaper().escape(text);
  }

  /** The first hundred rows of a table. */
  public static String table(Table table) {
    Grid grid = Grid.of(table);
    var html = new StringBuilder("<table>");
    html.append(grid.title().isEmpty() ? "" : caption(grid.title())).append("\n<thead><tr>");
    grid.columns().forEach(column -> html.append(cell("th", column, column.name())));
    html.append("</tr></thead>\n<tbody>");
    for (int row = 0; row < grid.rows(); row++) {
      int at = row;
      html.append("\n<tr>");
      grid.columns().forEach(column -> html.append(cell("td", column, column.cells().get(at))));
      html.append("</tr>");
    }
    html.append("\n</tbody></table>");
    if (grid.hidden() > 0) {
      html.append("<p>and ").append(Numbers.count(grid.hidden())).append(" more rows</p>");
    }
    return html.toString();
  }

  static String caption(String title) {
    return "<caption style=\"text-align:left\"><b>" + escape(title) + "</b></caption>";
  }

  private static String cell(String tag, Grid.Text column, String text) {
    return cell(tag, "text-align:" + (column.numeric() ? "right" : "left"), escape(text));
  }

  /** A cell, whose content is HTML already. */
  static String cell(String tag, String style, String inside) {
    return "<" + tag + " style=\"" + style + "\">" + inside + "</" + tag + ">";
  }
}
