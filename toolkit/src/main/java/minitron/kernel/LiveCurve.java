package minitron.kernel;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import minitron.report.LinePlot;

/**
 * A plot that grows while a long call runs, in hosts that can redraw; elsewhere it stays unseen.
 */
public final class LiveCurve implements AutoCloseable {
  private static final long REDRAW_NANOS = 2_000_000_000L;

  private record Points(List<Double> x, List<Double> y) {}

  private final Host host;
  private final String id = UUID.randomUUID().toString();
  private final String title;
  private final String xTitle;
  private final String yTitle;
  private final Map<String, Points> curves = new LinkedHashMap<>();
  private boolean shown;
  private boolean fresh;
  private long drawnAt;

  /** An empty plot, shown with its second point. */
  public LiveCurve(String title, String xTitle, String yTitle) {
    this(Host.current(), title, xTitle, yTitle);
  }

  LiveCurve(Host host, String title, String xTitle, String yTitle) {
    this.host = host;
    this.title = title;
    this.xTitle = xTitle;
    this.yTitle = yTitle;
  }

  /** Adds a point to the curve of this name. */
  public void add(String name, double x, double y) {
    Points points =
        curves.computeIfAbsent(name, n -> new Points(new ArrayList<>(), new ArrayList<>()));
    points.x().add(x);
    points.y().add(y);
    fresh = true;
    if (points.x().size() > 1 && System.nanoTime() - drawnAt >= REDRAW_NANOS) {
      draw();
    }
  }

  /** The plot as it is now. */
  public LinePlot plot() {
    var plot = new LinePlot(title, xTitle, yTitle);
    curves.forEach((name, points) -> plot.line(name, array(points.x()), array(points.y())));
    return plot;
  }

  private static double[] array(List<Double> values) {
    return values.stream().mapToDouble(value -> value).toArray();
  }

  private void draw() {
    drawnAt = System.nanoTime();
    fresh = false;
    if (!host.live()) {
      return;
    }
    if (shown) {
      host.update(id, Mime.bundle(plot()));
    } else {
      host.show(id, Mime.bundle(plot()));
    }
    shown = true;
  }

  /** Draws the last points. */
  @Override
  public void close() {
    if (fresh && !curves.isEmpty()) {
      draw();
    }
  }
}
