package minitron.report.plot;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.util.Locale;
import org.knowm.xchart.internal.chartpart.AxesChart;
import org.knowm.xchart.style.AxesChartStyler;
import org.knowm.xchart.style.theme.XChartTheme;

/**
 * How all plots look: a white background, a light grid, no frame, text that is still read at half
 * the width.
 */
final class Theme {
  static final int WIDTH = 480;
  static final int HEIGHT = 320;
  static final Color INK = new Color(0x262626);
  static final Font TEXT = new Font(Font.SANS_SERIF, Font.PLAIN, 12);
  static final Font TITLE = new Font(Font.SANS_SERIF, Font.BOLD, 14);
  static final BasicStroke LINE =
      new BasicStroke(2f, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND);
  static final BasicStroke DASHED =
      new BasicStroke(
          1.6f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 1f, new float[] {5f, 4f}, 0f);

  private static final Color GRID = new Color(0xe4e4e4);

  private Theme() {}

  /** XChart's own theme, which a chart needs to start from. */
  static org.knowm.xchart.style.theme.Theme base() {
    return new XChartTheme();
  }

  /** Gives a chart the look; title and legend are drawn by {@link Frame}. */
  static void apply(AxesChart<? extends AxesChartStyler, ?> chart, String xTitle, String yTitle) {
    chart.setXAxisTitle(xTitle);
    chart.setYAxisTitle(yTitle);
    AxesChartStyler style = chart.getStyler();
    style.setLocale(Locale.ROOT);
    style.setChartBackgroundColor(Color.WHITE);
    style.setPlotBackgroundColor(Color.WHITE);
    style.setPlotBorderVisible(false);
    style.setChartPadding(4);
    style.setChartTitleVisible(false);
    style.setLegendVisible(false);
    style.setChartFontColor(INK);
    style.setAxisTitleFont(TEXT);
    style.setAxisTitlePadding(5);
    style.setAxisTickLabelsFont(TEXT);
    style.setAxisTickLabelsColor(INK);
    style.setAxisTickMarksColor(GRID);
    style.setAxisTickMarkLength(3);
    style.setAxisTickPadding(3);
    style.setAxisTicksLineVisible(false);
    style.setPlotMargin(0);
    style.setPlotGridLinesColor(GRID);
    style.setPlotGridLinesStroke(new BasicStroke(.8f));
    style.setXAxisTickMarkSpacingHint(58);
    style.setYAxisTickMarkSpacingHint(38);
    style.setErrorBarsColor(INK);
    style.setErrorBarsColorSeriesColor(false);
    style.setMarkerSize(7);
  }
}
