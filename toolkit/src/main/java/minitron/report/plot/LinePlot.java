package minitron.report.plot;

import java.awt.Graphics2D;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.DoubleSummaryStatistics;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import minitron.report.plot.LineChart.Band;
import minitron.report.plot.LineChart.Line;
import minitron.report.plot.LineChart.Span;

/** A line plot, with bands for several seeds and dashed baselines. */
public final class LinePlot implements Plot {
  private final String title;
  private final LineChart chart;
  private final Palette palette = new Palette();
  private final Map<String, Line> lines = new LinkedHashMap<>();
  private final Map<String, Double> baselines = new LinkedHashMap<>();
  private final List<Band> bands = new ArrayList<>();

  /** An empty plot; the axis titles say the units. */
  public LinePlot(String title, String xTitle, String yTitle) {
    this.title = title;
    this.chart = new LineChart(xTitle, yTitle);
  }

  /** A line; the name decides the colour. It replaces a line of the same name. */
  public LinePlot line(String name, double[] x, double[] y) {
    if (x.length != y.length || x.length == 0) {
      throw new IllegalArgumentException(
          "The line '%s' has %d x and %d y values; give one y for each x, at least one."
              .formatted(name, x.length, y.length));
    }
    lines.put(name, new Line(name, x.clone(), y.clone(), false, palette.of(name)));
    return this;
  }

  /** A dashed horizontal line over the whole width. */
  public LinePlot baseline(String name, double y) {
    palette.of(name);
    baselines.put(name, y);
    return this;
  }

  /** A shaded band in the colour of the line of that name. */
  public LinePlot band(String name, double[] x, double[] low, double[] high) {
    if (x.length != low.length || x.length != high.length) {
      throw new IllegalArgumentException(
          "The band of '%s' has %d x, %d low and %d high values; give as many of each."
              .formatted(name, x.length, low.length, high.length));
    }
    bands.add(new Band(x.clone(), low.clone(), high.clone(), palette.of(name)));
    return this;
  }

  /** One line for several seeds: their mean, with a band from the least to the greatest. */
  public LinePlot seeds(String name, double[] x, double[]... seeds) {
    if (seeds.length == 0) {
      throw new IllegalArgumentException("No seed of '" + name + "' is given; give at least one.");
    }
    for (double[] seed : seeds) {
      if (seed.length != x.length || x.length == 0) {
        throw new IllegalArgumentException(
            "A seed of '%s' has %d values for %d x; give each seed one value for each x."
                .formatted(name, seed.length, x.length));
      }
    }
    double[] mean = new double[x.length];
    double[] low = new double[x.length];
    double[] high = new double[x.length];
    for (int i = 0; i < x.length; i++) {
      int at = i;
      var values = Arrays.stream(seeds).mapToDouble(seed -> seed[at]).summaryStatistics();
      mean[i] = values.getAverage();
      low[i] = values.getMin();
      high[i] = values.getMax();
    }
    return band(name, x, low, high).line(name, x, mean);
  }

  /** A logarithmic y axis, if the values span at least a factor of five. */
  public LinePlot logarithmic() {
    chart.logarithmic = true;
    return this;
  }

  /** A logarithmic x axis, if the values span at least a factor of five. */
  public LinePlot logarithmicX() {
    chart.logarithmicX = true;
    return this;
  }

  /** An x axis of whole numbers: no ticks between them. */
  public LinePlot counting() {
    chart.counting = true;
    return this;
  }

  /** A y axis of shares, its ticks in percent. */
  public LinePlot percent() {
    chart.percent = true;
    return this;
  }

  /** A y axis that shows this range. */
  public LinePlot range(double low, double high) {
    chart.range = Optional.of(new Span(low, high));
    return this;
  }

  @Override
  public String title() {
    return title;
  }

  @Override
  public void paint(Graphics2D graphics) {
    List<Frame.Entry> entries = all().stream().map(LinePlot::entry).toList();
    // Baselines are drawn below the others, and come last in the legend.
    List<Line> drawn = Stream.concat(flat().stream(), lines.values().stream()).toList();
    Frame.paint(graphics, this, entries, chart.of(bands, drawn, width(), height()));
  }

  private static Frame.Entry entry(Line line) {
    return new Frame.Entry(
        line.name(),
        line.color(),
        line.dashed() ? Theme.DASHED : Theme.LINE,
        LineChart.marked(line));
  }

  private List<Line> all() {
    return Stream.concat(lines.values().stream(), flat().stream()).toList();
  }

  private List<Line> flat() {
    DoubleSummaryStatistics x =
        lines.values().stream().flatMapToDouble(l -> Arrays.stream(l.x())).summaryStatistics();
    double[] ends = x.getCount() == 0 ? new double[] {0, 1} : new double[] {x.getMin(), x.getMax()};
    List<Line> flat = new ArrayList<>();
    baselines.forEach(
        (name, y) -> flat.add(new Line(name, ends, new double[] {y, y}, true, palette.of(name))));
    return flat;
  }

  @Override
  public String sketch() {
    return Sketch.lines(title, chart.xTitle, chart.yTitle, all());
  }

  @Override
  public String toString() {
    return asText();
  }
}
