package minitron.report.plot;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.geom.RoundRectangle2D;
import java.util.ArrayList;
import java.util.List;
import org.knowm.xchart.internal.chartpart.Chart;

/** A chart with title and legend above it, as in the paper, which XChart cannot do. */
final class Frame {
  private static final int MARGIN = 8;
  private static final int ROW = 17;
  private static final int SWATCH = 24;
  private static final int GAP = 14;

  /** An entry of the legend: a line if it has a stroke, else a box. */
  record Entry(String name, Color color, BasicStroke stroke, boolean marked) {}

  private Frame() {}

  /** Draws a plot's title, legend and chart into a rectangle from the origin. */
  static void paint(Graphics2D g, Plot plot, List<Entry> entries, Chart<?, ?> chart) {
    int width = plot.width();
    int height = plot.height();
    g.setRenderingHint(
        RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
    int top = title(g, plot.title(), width);
    g.setFont(Theme.TEXT);
    FontMetrics metrics = g.getFontMetrics();
    for (List<Entry> row : rows(entries, metrics, width)) {
      row(g, metrics, row, width, top);
      top += ROW;
    }
    top += entries.isEmpty() ? 0 : 2;
    Graphics2D below = (Graphics2D) g.create(0, top, width, height - top);
    chart.paint(below, width, height - top);
    below.dispose();
  }

  /** Draws the title; returns where the legend begins. */
  private static int title(Graphics2D g, String title, int width) {
    if (title.isEmpty()) {
      return MARGIN;
    }
    g.setColor(Theme.INK);
    // A long title is set smaller, not cut off.
    float size = Theme.TITLE.getSize2D();
    g.setFont(Theme.TITLE);
    while (g.getFontMetrics().stringWidth(title) > width - 2 * MARGIN && size > 8) {
      size -= .5f;
      g.setFont(Theme.TITLE.deriveFont(size));
    }
    int text = g.getFontMetrics().stringWidth(title);
    g.drawString(title, (width - text) / 2, MARGIN + g.getFontMetrics().getAscent());
    return MARGIN + 20;
  }

  private static List<List<Entry>> rows(List<Entry> entries, FontMetrics metrics, int width) {
    List<List<Entry>> rows = new ArrayList<>();
    int free = 0;
    for (Entry entry : entries) {
      int needed = width(metrics, entry);
      if (needed > free) {
        rows.add(new ArrayList<>());
        free = width - 2 * MARGIN + GAP;
      }
      rows.get(rows.size() - 1).add(entry);
      free -= needed;
    }
    return rows;
  }

  private static int width(FontMetrics metrics, Entry entry) {
    return SWATCH + 5 + metrics.stringWidth(entry.name()) + GAP;
  }

  private static void row(Graphics2D g, FontMetrics metrics, List<Entry> row, int width, int top) {
    int used = row.stream().mapToInt(entry -> width(metrics, entry)).sum() - GAP;
    int x = (width - used) / 2;
    for (Entry entry : row) {
      swatch(g, entry, x, top + ROW / 2.0);
      g.setColor(Theme.INK);
      g.drawString(entry.name(), x + SWATCH + 5, top + ROW / 2 + metrics.getAscent() / 2 - 1);
      x += width(metrics, entry);
    }
  }

  private static void swatch(Graphics2D g, Entry entry, int x, double middle) {
    g.setColor(entry.color());
    if (entry.stroke() == null) {
      g.fill(new RoundRectangle2D.Double(x + SWATCH - 13, middle - 5, 12, 10, 3, 3));
    } else {
      g.setStroke(entry.stroke());
      g.draw(new Line2D.Double(x, middle, x + SWATCH, middle));
    }
    if (entry.marked()) {
      g.fill(new Ellipse2D.Double(x + SWATCH / 2.0 - 3.5, middle - 3.5, 7, 7));
    }
  }
}
