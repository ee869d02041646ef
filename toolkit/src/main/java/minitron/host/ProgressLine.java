package minitron.host;

import java.util.Map;
import java.util.UUID;
import minitron.report.Html;
import minitron.runs.Cancel;
import minitron.runs.Progress;

/**
 * A line of progress for a long call: redrawn in place in a notebook, and a {@link TerminalLine} in
 * a terminal or a log. It appears after a second, so that a short call shows none.
 */
public final class ProgressLine implements Progress, AutoCloseable {
  private static final long REDRAW_NANOS = 250_000_000L;
  private static final long PATIENCE_NANOS = 1_000_000_000L;

  private final Host host;
  private final Cancel cancel;
  private final String id = UUID.randomUUID().toString();
  private final Pace pace;
  private final TerminalLine terminal;
  private final long patienceNanos;
  private final long began = System.nanoTime();
  private long drawnAt;
  private String drawn;

  /**
   * A line in the host that this code runs in.
   *
   * @param task what is done, e.g. Distillation
   * @param unit what is counted, e.g. tokens
   */
  public ProgressLine(String task, String unit) {
    this(Hosts.current(), task, unit, PATIENCE_NANOS);
  }

  /** The same, but it appears at once. */
  public static ProgressLine atOnce(String task, String unit) {
    return new ProgressLine(Hosts.current(), task, unit, 0);
  }

  ProgressLine(Host host, String task, String unit, long patienceNanos) {
    boolean never = patienceNanos > 0 && host.live() && !host.watched();
    this.patienceNanos = never ? Long.MAX_VALUE : patienceNanos;
    this.host = host;
    this.cancel = host.cancel();
    this.pace = new Pace(task, unit);
    this.terminal = new TerminalLine(task, unit);
    cancel.entered();
  }

  @Override
  public void at(long done, long total, String note) {
    if (!host.live()) {
      terminal.show(done, total, note);
      return;
    }
    long now = System.nanoTime();
    pace.at(now, done, total, note);
    if (due(now) || (drawn != null && done == total)) {
      drawnAt = now;
      draw();
    }
  }

  @Override
  public boolean due() {
    return host.live() ? due(System.nanoTime()) : terminal.due();
  }

  private boolean due(long now) {
    return drawn == null ? now - began >= patienceNanos : now - drawnAt >= REDRAW_NANOS;
  }

  @Override
  public void said(String sentence) {
    host.show(new Bundle(Map.of(Bundle.TEXT, sentence), Map.of()));
  }

  @Override
  public boolean cancelled() {
    return cancel.requested();
  }

  private void draw() {
    String text = pace.text() + " · " + Memory.used();
    String html =
        "<div><progress value=\"%d\" max=\"100\" style=\"width:6em\"></progress> %s</div>"
            .formatted(pace.percent(), Html.escape(text));
    Bundle bundle = Bundle.html(text, html);
    if (drawn == null) {
      host.show(id, bundle);
    } else if (!text.equals(drawn)) {
      host.update(id, bundle);
    }
    drawn = text;
  }

  /** Draws the line for the last time; it stays. */
  @Override
  public void close() {
    cancel.left();
    terminal.close();
    if (drawn != null) {
      pace.end(System.nanoTime());
      draw();
    }
  }
}
