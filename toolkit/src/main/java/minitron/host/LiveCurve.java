package minitron.host;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import minitron.report.plot.GrowingLine;
import minitron.report.plot.LinePlot;

/**
 * A plot that grows while a long call runs. It is shown only in hosts that can redraw it and that
 * somebody watches.
 */
public final class LiveCurve implements AutoCloseable {
  private static final long REDRAW_NANOS = 2_000_000_000L;

  /** Drawing takes at most one part in so many of the call's time. */
  private static final int SHARE = 20;

  private final Host host;
  private final String id = UUID.randomUUID().toString();
  private final LinePlot plot;
  private final Map<String, GrowingLine> curves = new LinkedHashMap<>();
  private boolean shown;
  private boolean fresh;
  private long drawAt = System.nanoTime() + REDRAW_NANOS;

  /** An empty plot with these axes, shown after two seconds and two points. */
  public LiveCurve(LinePlot axes) {
    this(Hosts.current(), axes);
  }

  LiveCurve(Host host, LinePlot axes) {
    this.host = host;
    this.plot = axes;
  }

  /** Adds a point to the curve of this name. */
  public void add(String name, double x, double y) {
    curves.computeIfAbsent(name, n -> new GrowingLine()).add(x, y);
    fresh = true;
    if (System.nanoTime() >= drawAt && curves.values().stream().anyMatch(c -> c.size() > 1)) {
      draw();
    }
  }

  private void draw() {
    if (!host.live() || !host.watched()) {
      return;
    }
    long began = System.nanoTime();
    curves.forEach((name, points) -> plot.line(name, points.x(), points.y()));
    put(Mime.bundle(plot));
    fresh = false;
    long now = System.nanoTime();
    drawAt = now + Math.max(REDRAW_NANOS, SHARE * (now - began));
  }

  private void put(Bundle bundle) {
    if (shown) {
      host.update(id, bundle);
    } else {
      host.show(id, bundle);
    }
    shown = true;
  }

  /** Removes the plot, when the result shows it anyway. */
  public void clear() {
    fresh = false;
    if (shown) {
      put(Bundle.html("", ""));
    }
  }

  /** Draws the last points. */
  @Override
  public void close() {
    if (fresh) {
      draw();
    }
  }
}
