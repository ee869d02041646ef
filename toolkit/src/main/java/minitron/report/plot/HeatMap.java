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

/** A field of cells, the greater the darker: scores of channels over layers, for example. */
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
   * @param values row by row, the first at the bottom, counted from 1 as the columns are
   */
  public HeatMap(String title, String xTitle, String yTitle, double[][] values) {
    int columns = values.length == 0 ? 0 : values[0].length;
    if (columns == 0 || Arrays.stream(values).anyMatch(row -> row.length != columns)) {
      throw new IllegalArgumentException(
          "The heat map '"
              + title
              + "' has no cells or rows of several lengths; give at least one row of one value,"
              + " and every row as many.");
    }
    this.title = title;
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
    new Frame(title, List.of()).paint(graphics, chart(), width(), height());
  }

  private HeatMapChart chart() {
    var chart = new HeatMapChart(width(), height(), Theme.base());
    HeatMapStyler style = chart.getStyler();
    Theme.apply(style);
    chart.setXAxisTitle(xTitle);
    chart.setYAxisTitle(yTitle);
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

  /** Numbers from 1, few enough of them written out to be read. */
  private static List<String> counted(int count) {
    int step = Ticks.step(count, 12);
    return IntStream.rangeClosed(1, count)
        .mapToObj(i -> i % step == 0 ? String.valueOf(i) : " ")
        .toList();
  }

  /** XChart makes room beside the colours for every digit of the least and the greatest value. */
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
