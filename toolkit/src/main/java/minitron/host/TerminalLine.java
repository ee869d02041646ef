package minitron.host;

import java.io.Console;
import java.time.Duration;
import java.util.Optional;
import me.tongfei.progressbar.DelegatingProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/**
 * One line on standard error with a bar, the rate, the time left, a note and the memory in use: it
 * appears after a second, is redrawn in place in a terminal, and printed again every ten seconds
 * elsewhere.
 */
final class TerminalLine implements AutoCloseable {
  private static final int REDRAW_MS = 250;
  private static final int NEW_LINE_MS = 10_000;
  private static final int WIDTH = 110;
  private static final long PATIENCE_NS = 1_000_000_000;

  private final String task;
  private final String unit;
  private final boolean terminal = terminal();
  private ProgressBar bar;
  private final long began = System.nanoTime();
  private long noteAt = began + PATIENCE_NS;
  private String printed = "";

  TerminalLine(String task, String unit) {
    this.task = task;
    this.unit = unit;
  }

  /** Shows how far it is. */
  void show(long done, long total, String note) {
    if (bar == null) {
      if (!due()) {
        return; // a short call needs no line
      }
      bar = open(done, total);
    }
    if (done < bar.getCurrent()) {
      bar.reset(); // another part, whose rate and time count from here
    }
    if (total != bar.getMax()) {
      bar.maxHint(total);
    }
    if (done == total || due()) {
      noteAt = System.nanoTime() + 1_000_000L * (terminal ? REDRAW_MS : NEW_LINE_MS);
      bar.setExtraMessage(" " + (note.isEmpty() ? "" : note + " · ") + Memory.used());
    }
    bar.stepTo(done);
  }

  /** Whether the note is renewed by the next call. */
  boolean due() {
    return System.nanoTime() >= noteAt;
  }

  /** What came before the bar counts in the time, and not in the rate. */
  private ProgressBar open(long done, long total) {
    ProgressBarBuilder builder =
        ProgressBar.builder()
            .setTaskName(task)
            .setInitialMax(total)
            .startsFrom(done, Duration.ofNanos(System.nanoTime() - began))
            .setUnit(" " + unit, 1)
            .setStyle(ProgressBarStyle.ASCII)
            .setMaxRenderedLength(WIDTH)
            .setUpdateIntervalMillis(terminal ? REDRAW_MS : NEW_LINE_MS)
            .showSpeed();
    if (!terminal) {
      builder.setConsumer(new DelegatingProgressBarConsumer(this::print, WIDTH));
    }
    return builder.build();
  }

  /** What has just been printed is not printed again at the end. */
  private synchronized void print(String line) {
    if (!line.equals(printed)) {
      System.err.println(line);
      printed = line;
    }
  }

  /** From Java 22 on there may be a console without a terminal; isTerminal tells. */
  private static boolean terminal() {
    Optional<Console> console = Optional.ofNullable(System.console());
    try {
      var isTerminal = Console.class.getMethod("isTerminal");
      return console.isPresent() && (boolean) isTerminal.invoke(console.get());
    } catch (ReflectiveOperationException olderJava) {
      return console.isPresent();
    }
  }

  @Override
  public void close() {
    if (bar != null) {
      bar.close();
    }
  }
}
