package minitron.host;

import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.awt.image.RenderedImage;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import minitron.report.Html;
import minitron.report.HtmlView;
import minitron.report.Markdown;
import minitron.report.Records;
import minitron.report.Showable;
import minitron.report.plot.Plot;
import org.knowm.xchart.internal.chartpart.IChart;
import tech.tablesaw.api.Table;

/** Turns a thing into what can be shown, in each MIME type. */
public final class Mime {
  private Mime() {}

  /** A table as HTML, a plot as PNG, and anything else as text. */
  public static Bundle bundle(Object thing) {
    if (thing instanceof Showable showable) {
      return parts(showable.parts());
    }
    if (thing instanceof Table table) {
      return Bundle.html(Markdown.table(table), Html.table(table));
    }
    if (thing instanceof Plot plot) {
      return picture(plot.sketch(), plot.png(), plot.width(), plot.height());
    }
    if (thing instanceof IChart chart) {
      byte[] png = Plot.png(drawn(chart));
      return picture("chart", png, chart.getWidth(), chart.getHeight());
    }
    if (thing instanceof RenderedImage image) {
      String size = image.getWidth() + " × " + image.getHeight();
      return picture("image of " + size, Plot.png(image), image.getWidth(), image.getHeight());
    }
    if (thing instanceof HtmlView view) {
      return Bundle.html(view.toString(), view.html());
    }
    if (Records.isTable(thing)) {
      return bundle(Records.table("", (List<?>) thing));
    }
    return new Bundle(Map.of(Bundle.TEXT, text(thing)), Map.of());
  }

  private static RenderedImage drawn(IChart chart) {
    var image =
        new BufferedImage(
            Plot.SCALE * chart.getWidth(),
            Plot.SCALE * chart.getHeight(),
            BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = image.createGraphics();
    graphics.scale(Plot.SCALE, Plot.SCALE);
    chart.paint(graphics, chart.getWidth(), chart.getHeight());
    graphics.dispose();
    return image;
  }

  private static Bundle parts(List<?> parts) {
    if (parts.size() == 1) {
      return bundle(parts.get(0));
    }
    List<Bundle> bundles = parts.stream().map(Mime::bundle).toList();
    return Bundle.html(
        bundles.stream().map(Bundle::text).collect(Collectors.joining("\n\n")),
        bundles.stream().map(Mime::asHtml).collect(Collectors.joining("\n")));
  }

  private static String asHtml(Bundle bundle) {
    if (bundle.data().get(Bundle.HTML) instanceof String html) {
      return html;
    }
    if (bundle.data().get(Bundle.PNG) instanceof String png
        && bundle.metadata().get(Bundle.PNG) instanceof Map<?, ?> size) {
      return "<img width=\"%s\" height=\"%s\" alt=\"plot\" src=\"data:image/png;base64,%s\">"
          .formatted(size.get("width"), size.get("height"), png);
    }
    return "<pre>" + Html.escape(bundle.text()) + "</pre>";
  }

  private static Bundle picture(String text, byte[] png, int width, int height) {
    String base64 = Base64.getEncoder().encodeToString(png);
    Map<String, Integer> size = Map.of("width", width, "height", height);
    return new Bundle(Map.of(Bundle.TEXT, text, Bundle.PNG, base64), Map.of(Bundle.PNG, size));
  }

  private static String text(Object thing) {
    if (thing == null || !thing.getClass().isArray()) {
      return String.valueOf(thing);
    }
    String nested = Arrays.deepToString(new Object[] {thing});
    return nested.substring(1, nested.length() - 1);
  }
}
