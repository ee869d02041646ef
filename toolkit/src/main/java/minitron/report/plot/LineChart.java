package minitron.report.plot;

import java.awt.Color;
import java.util.List;
import java.util.Optional;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import minitron.report.Numbers;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.XYSeries.XYSeriesRenderStyle;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** The axes of a line plot, and XChart's chart with its lines. */
final class LineChart {
  private static final int FEW_POINTS = 13;

  /** A logarithmic axis over less than this factor has too few ticks. */
  private static final double WIDE = 5;

  private static final int BAND_ALPHA = 0x30;
  private static final Color CLEAR = new Color(0, true);

  /** A line. */
  @SuppressWarnings("ArrayRecordComponent") // never leaves this package
  record Line(String name, double[] x, double[] y, boolean dashed, Color color) {}

  /** The area between two lines. */
  @SuppressWarnings("ArrayRecordComponent") // never leaves this package
  record Band(double[] x, double[] low, double[] high, Color color) {}

  /** The least and the greatest number of an axis. */
  record Span(double low, double high) {
    /** Those of all values; 1 and 2 if there is none. */
    static Span of(Stream<double[]> arrays) {
      var all =
          arrays.flatMapToDouble(DoubleStream::of).filter(Double::isFinite).summaryStatistics();
      return all.getCount() == 0 ? new Span(1, 2) : new Span(all.getMin(), all.getMax());
    }
  }

  final String xTitle;
  final String yTitle;
  boolean logarithmic;
  boolean logarithmicX;
  boolean counting;
  boolean percent;
  Optional<Span> range = Optional.empty();

  LineChart(String xTitle, String yTitle) {
    this.xTitle = xTitle;
    this.yTitle = yTitle;
  }

  XYChart of(List<Band> bands, List<Line> lines, int width, int height) {
    var chart = new XYChart(width, height, Theme.base());
    Theme.apply(chart, xTitle, yTitle);
    range.ifPresent(y -> chart.getStyler().setYAxisMin(y.low()).setYAxisMax(y.high()));
    ticks(chart, bands, lines);
    for (int i = 0; i < bands.size(); i++) {
      shade(chart, "band " + i, bands.get(i));
    }
    lines.forEach(line -> draw(chart, line));
    return chart;
  }

  private void ticks(XYChart chart, List<Band> bands, List<Line> lines) {
    Span x = Span.of(lines.stream().map(Line::x));
    Stream<double[]> edges = bands.stream().flatMap(band -> Stream.of(band.low(), band.high()));
    Stream<double[]> ys = Stream.concat(lines.stream().map(Line::y), edges);
    Span y = range.orElseGet(() -> Span.of(ys));
    if (counting) {
      chart.setCustomXAxisTickLabelsFormatter(
          value -> value == Math.rint(value) ? String.valueOf(Math.round(value)) : "");
    }
    if (logarithmicX && x.high() >= WIDE * x.low()) {
      chart.getStyler().setXAxisLogarithmic(true).setXAxisLogarithmicDecadeOnly(false);
      chart.setCustomXAxisTickLabelsFormatter(LineChart::logarithmicTick);
    } else {
      chart.getStyler().setXAxisDecimalPattern(Ticks.pattern(x.low(), x.high(), 8));
    }
    yTicks(chart, y.low(), y.high());
    // XChart puts ticks on the points of a line if they are equally far apart, however odd the
    // numbers. An invisible line, whose points are not, prevents this.
    double middle = x.low() + .37 * (x.high() - x.low());
    double[] back = {x.high(), x.low(), middle};
    XYSeries invisible = chart.addSeries("axis", back, new double[] {y.low(), y.low(), y.low()});
    invisible.setLineColor(CLEAR);
    invisible.setMarker(SeriesMarkers.NONE);
  }

  private void yTicks(XYChart chart, double low, double high) {
    if (percent) {
      chart.setCustomYAxisTickLabelsFormatter(Ticks.percent(low, high, 8));
    } else if (logarithmic && high >= WIDE * low) {
      chart.getStyler().setYAxisLogarithmic(true);
      chart.setCustomYAxisTickLabelsFormatter(LineChart::logarithmicTick);
      chart.getStyler().setYAxisLogarithmicDecadeOnly(false);
    } else {
      chart.getStyler().setYAxisDecimalPattern(Ticks.pattern(low, high, 8));
    }
  }

  /** A logarithmic axis is labelled at 1, 2 and 5 of each decade. */
  private static String logarithmicTick(double value) {
    long digit = Math.round(value / Math.pow(10, Math.floor(Math.log10(value) + 1e-9)));
    return digit == 1 || digit == 2 || digit == 5 ? Numbers.number(value) : "";
  }

  private static void draw(XYChart chart, Line line) {
    XYSeries series = chart.addSeries(line.name(), line.x(), line.y());
    series.setLineColor(line.color());
    series.setLineStyle(line.dashed() ? Theme.DASHED : Theme.LINE);
    series.setMarkerColor(line.color());
    series.setMarker(marked(line) ? SeriesMarkers.CIRCLE : SeriesMarkers.NONE);
  }

  /** Whether a line has so few points that they are marked. */
  static boolean marked(Line line) {
    return !line.dashed() && line.x().length < FEW_POINTS;
  }

  /** A polygon: along the upper edge to the right, then back along the lower one. */
  private static void shade(XYChart chart, String name, Band band) {
    int n = band.x().length;
    double[] x = new double[2 * n];
    double[] y = new double[2 * n];
    for (int i = 0; i < n; i++) {
      int back = 2 * n - 1 - i;
      x[i] = band.x()[i];
      y[i] = band.high()[i];
      x[back] = band.x()[i];
      y[back] = band.low()[i];
    }
    XYSeries series = chart.addSeries(name, x, y);
    series.setXYSeriesRenderStyle(XYSeriesRenderStyle.PolygonArea);
    series.setMarker(SeriesMarkers.NONE);
    Color color = band.color();
    series.setFillColor(new Color(color.getRed(), color.getGreen(), color.getBlue(), BAND_ALPHA));
    series.setLineColor(CLEAR);
  }
}
