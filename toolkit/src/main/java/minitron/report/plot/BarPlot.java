package minitron.report.plot;

import java.awt.Color;
import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.knowm.xchart.CategoryChart;
import org.knowm.xchart.CategorySeries;
import org.knowm.xchart.internal.chartpart.Annotation;
import org.knowm.xchart.style.CategoryStyler;

/** A bar plot: groups of bars with their names below, and standard errors. */
public final class BarPlot implements Plot {
  @SuppressWarnings("ArrayRecordComponent") // never leaves this package
  private record Bars(double[] values, double[] errors) {}

  private final String title;
  private final String yTitle;
  private final List<String> names;
  private final Palette palette = new Palette();
  private final Map<String, Bars> bars = new LinkedHashMap<>();
  private boolean percent;

  /** An empty plot with these names below the axis; the y title says the unit. */
  public BarPlot(String title, String yTitle, String... names) {
    this.title = title;
    this.yTitle = yTitle;
    this.names = List.of(names);
  }

  /** One bar for each name, all of one colour, which {@code called} decides. */
  public BarPlot bars(String called, double... values) {
    return bars(called, values, new double[0]);
  }

  /** One bar for each name, with its standard error. */
  public BarPlot bars(String called, double[] values, double[] errors) {
    boolean wrong = errors.length != 0 && errors.length != values.length;
    if (values.length != names.size() || wrong) {
      throw new IllegalArgumentException(
          "The bars '%s' have %d values and %d errors for %d names; give one of each for every name."
              .formatted(called, values.length, errors.length, names.size()));
    }
    palette.of(called);
    bars.put(called, new Bars(values.clone(), errors.clone()));
    return this;
  }

  /** The values are shares from 0 to 1, shown in percent. */
  public BarPlot percent() {
    percent = true;
    return this;
  }

  @Override
  public String title() {
    return title;
  }

  @Override
  public void paint(Graphics2D graphics) {
    Stream<Frame.Entry> entries =
        bars.keySet().stream().map(name -> new Frame.Entry(name, palette.of(name), null, false));
    Frame.paint(graphics, this, entries.toList(), chart());
  }

  private CategoryChart chart() {
    var chart = new CategoryChart(width(), height(), Theme.base());
    Theme.apply(chart, "", yTitle);
    CategoryStyler style = chart.getStyler();
    style.setPlotGridVerticalLinesVisible(false);
    style.setAvailableSpaceFill(bars.size() == 1 ? .55 : .75);
    style.setLabelsVisible(false);
    // Labels draws the names; invisible ones keep the space for them.
    style.setXAxisTickLabelsColor(new Color(0, true));
    style.setAxisTickMarkLength(0);
    style.setPlotContentSize(.995);
    double bottom = bottom();
    double top = top();
    style.setYAxisMin(bottom).setYAxisMax(top);
    if (percent) {
      chart.setCustomYAxisTickLabelsFormatter(Ticks.percent(bottom, top, 8));
    } else {
      style.setYAxisDecimalPattern(Ticks.pattern(bottom, top, 8));
    }
    chart.addAnnotation(new Labels(names));
    bars.forEach((name, b) -> draw(chart, name, b));
    return chart;
  }

  /** A little more than the highest bar with its error. */
  private double top() {
    double most = 0;
    for (Bars some : bars.values()) {
      for (int i = 0; i < names.size(); i++) {
        double error = some.errors().length == 0 ? 0 : some.errors()[i];
        double end = some.values()[i] + (Double.isFinite(error) ? error : 0);
        most = Double.isFinite(end) ? Math.max(most, end) : most;
      }
    }
    return most > 0 ? 1.04 * most : 1;
  }

  /** 0, or the lowest negative value. */
  private double bottom() {
    return bars.values().stream()
        .flatMapToDouble(some -> DoubleStream.of(some.values()))
        .filter(Double::isFinite)
        .reduce(0, Math::min);
  }

  private void draw(CategoryChart chart, String name, Bars some) {
    List<Double> values = DoubleStream.of(some.values()).boxed().toList();
    List<Double> errors = DoubleStream.of(some.errors()).boxed().toList();
    CategorySeries series =
        errors.isEmpty()
            ? chart.addSeries(name, names, values)
            : chart.addSeries(name, names, values, errors);
    series.setFillColor(palette.of(name));
  }

  @Override
  public String sketch() {
    Map<String, double[]> values = new LinkedHashMap<>();
    bars.forEach((name, b) -> values.put(name, b.values()));
    return Sketch.bars(title, yTitle, names, values);
  }

  @Override
  public String toString() {
    return asText();
  }

  /**
   * The names below groups of bars, all on one baseline. XChart would place a name with a g higher
   * than its neighbours. Names that would touch are set smaller.
   */
  private static final class Labels extends Annotation {
    private static final int GAP = 5;

    private final List<String> names;

    Labels(List<String> names) {
      super(false);
      this.names = names;
    }

    @Override
    public void paint(Graphics2D g) {
      g.setFont(Theme.TEXT);
      g.setColor(Theme.INK);
      int room = getXAxisScreenValue(1.5) - getXAxisScreenValue(.5) - GAP;
      for (float size = Theme.TEXT.getSize2D(); widest(g.getFontMetrics()) > room && size > 7; ) {
        size -= .5f;
        g.setFont(Theme.TEXT.deriveFont(size));
      }
      FontMetrics metrics = g.getFontMetrics();
      int baseline = getYAxisScreenValueForMax() + metrics.getAscent() + 4;
      for (int i = 0; i < names.size(); i++) {
        int middle = getXAxisScreenValue(i + .5);
        g.drawString(names.get(i), middle - metrics.stringWidth(names.get(i)) / 2, baseline);
      }
    }

    private int widest(FontMetrics metrics) {
      return names.stream().mapToInt(metrics::stringWidth).max().orElse(0);
    }
  }
}
