package minitron.report.plot;

import java.awt.Color;
import java.awt.Graphics2D;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import minitron.report.Numbers;
import org.knowm.xchart.HeatMapChart;
import org.knowm.xchart.HeatMapSeries;
import org.knowm.xchart.style.HeatMapStyler;

/** A heat map: the greater a value, the darker its cell, e.g. scores of channels by layer. */
public final class HeatMap implements Plot {
  private static final Color[] SHADES = {
    new Color(0xf7fbff),
    new Color(0xc6dbef),
    new Color(0x6baed6),
    new Color(0x2171b5),
    new Color(0x08306b)
  };

  private final String title;
  private final String xTitle;
  private final String yTitle;
  private final double[][] values;

  /**
   * A heat map.
   *
   * @param values by row and column, both labelled from 1; the first row is at the bottom
   */
  public HeatMap(String title, String xTitle, String yTitle, double[][] values) {
    this.title = title;
    int columns = values.length == 0 ? 0 : values[0].length;
    if (columns == 0 || Arrays.stream(values).anyMatch(row -> row.length != columns)) {
      throw new IllegalArgumentException(
          "The heat map '%s' has no values, or rows of different lengths; give at least one value, and equally long rows."
              .formatted(title));
    }
    this.xTitle = xTitle;
    this.yTitle = yTitle;
    this.values = values.clone();
  }

  @Override
  public String title() {
    return title;
  }

  @Override
  public void paint(Graphics2D graphics) {
    Frame.paint(graphics, this, List.of(), chart());
  }

  private HeatMapChart chart() {
    var chart = new HeatMapChart(width(), height(), Theme.base());
    Theme.apply(chart, xTitle, yTitle);
    HeatMapStyler style = chart.getStyler();
    style.setLegendVisible(true);
    style.setLegendBorderColor(Color.WHITE);
    style.setLegendFont(Theme.TEXT);
    style.setRangeColors(SHADES);
    style.setPlotGridLinesVisible(false);
    style.setPlotContentSize(1);
    style.setAxisTicksMarksVisible(false);
    style.setXAxisTickMarkSpacingHint(1);
    style.setGradientColorColumnWeight(12);
    style.setGradientColorColumnHeight(190);
    style.setHeatMapDecimalValueFormatter(Numbers::number);
    HeatMapSeries series =
        chart.addSeries("values", counted(columns()), counted(values.length), cells());
    series.setMin(rounded(series.getMin())).setMax(rounded(series.getMax()));
    return chart;
  }

  private int columns() {
    return values[0].length;
  }

  /** Labels from 1 on; most of them are blank, so that the others can be read. */
  private static List<String> counted(int count) {
    int step = Ticks.step(count, 12);
    return IntStream.rangeClosed(1, count)
        .mapToObj(i -> i % step == 0 ? String.valueOf(i) : " ")
        .toList();
  }

  /** Three digits, because XChart leaves space for all digits of the limits. */
  private static double rounded(double value) {
    return new BigDecimal(value).round(new MathContext(3)).doubleValue();
  }

  private List<Number[]> cells() {
    List<Number[]> cells = new ArrayList<>();
    for (int row = 0; row < values.length; row++) {
      for (int column = 0; column < columns(); column++) {
        cells.add(new Number[] {column, row, values[row][column]});
      }
    }
    return cells;
  }

  @Override
  public String sketch() {
    return Sketch.shades(title, xTitle, yTitle, values);
  }

  @Override
  public String toString() {
    return asText();
  }
}
