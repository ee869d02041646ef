package minitron.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.util.List;
import java.util.Map;
import java.util.Set;
import minitron.Plots;
import minitron.report.Columns;
import minitron.report.Showable;
import minitron.report.plot.LinePlot;
import org.junit.jupiter.api.Test;
import org.knowm.xchart.XYChart;
import tech.tablesaw.api.Table;

final class MimeTest {
  private static final Table TABLE = Table.create("T", Columns.text("a", List.of("<b>")));
  private static final LinePlot PLOT =
      Plots.lines("P", "x", "y").line("teacher", new double[] {1, 2}, new double[] {3, 4});

  @Test
  void eachKindHasItsForms() {
    assertEquals(Set.of("text/plain", "text/html"), Mime.bundle(TABLE).data().keySet());
    assertEquals(Set.of("text/plain", "image/png"), Mime.bundle(PLOT).data().keySet());
    assertEquals(
        Map.of("image/png", Map.of("width", 480, "height", 320)), Mime.bundle(PLOT).metadata());
    assertTrue(Mime.bundle(PLOT).text().startsWith("P\n* teacher"), Mime.bundle(PLOT).text());
    var image = new BufferedImage(3, 2, BufferedImage.TYPE_INT_RGB);
    assertEquals("image of 3 × 2", Mime.bundle(image).text());
    var chart = new XYChart(200, 100);
    chart.addSeries("s", new double[] {1, 2});
    assertTrue(Mime.bundle(chart).data().containsKey("image/png"));
  }

  @Test
  void theRestIsPlainTextThatNoPageTakesForHtml() {
    assertEquals(Map.of("text/plain", "<b>x</b>"), Mime.bundle("<b>x</b>").data());
    assertEquals("[1.0, 2.0]", Mime.bundle(new double[] {1, 2}).text());
    assertEquals("[[1], [2, 3]]", Mime.bundle(new int[][] {{1}, {2, 3}}).text());
    assertEquals("{a=1}", Mime.bundle(Map.of("a", 1)).text());
  }

  @Test
  void partsAreShownOneBelowTheOther() {
    Showable both = () -> List.of(TABLE, PLOT, "a < b");
    Bundle bundle = Mime.bundle(both);
    String html = (String) bundle.data().get("text/html");
    assertTrue(html.contains("&lt;b&gt;</td>"), html);
    assertTrue(html.contains("<img width=\"480\" height=\"320\""), "the plot");
    assertTrue(html.endsWith("<pre>a &lt; b</pre>"), "the text");
    assertTrue(bundle.text().startsWith("T\n\n| a "), bundle.text());
    Showable one = () -> List.of(PLOT);
    assertEquals(Mime.bundle(PLOT), Mime.bundle(one));
  }
}
