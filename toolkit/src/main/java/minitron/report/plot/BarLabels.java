package minitron.report.plot;

import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.util.List;
import org.knowm.xchart.internal.chartpart.Annotation;

/**
 * The names below groups of bars, all on one baseline. XChart would place a name with a g higher
 * than its neighbours.
 */
final class BarLabels extends Annotation {
  private final List<String> names;

  BarLabels(List<String> names) {
    super(false);
    this.names = names;
  }

  @Override
  public void paint(Graphics2D g) {
    g.setFont(Theme.TEXT);
    g.setColor(Theme.INK);
    FontMetrics metrics = g.getFontMetrics();
    int baseline = getYAxisScreenValueForMax() + metrics.getAscent() + 4;
    for (int i = 0; i < names.size(); i++) {
      int middle = getXAxisScreenValue(i + .5);
      g.drawString(names.get(i), middle - metrics.stringWidth(names.get(i)) / 2, baseline);
    }
  }
}
