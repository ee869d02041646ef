package minitron.host;

import java.util.ArrayList;
import java.util.List;
import minitron.report.Numbers;

/** How far a long call is, how fast it goes, and how much time is left. */
final class Pace {
  private final String task;
  private final String unit;
  private long began = -1;
  private long firstDone;
  private long now;
  private long done;
  private long total;
  private String note = "";
  private boolean ended;

  Pace(String task, String unit) {
    this.task = task;
    this.unit = unit;
  }

  void at(long nanos, long doneNow, long totalNow, String noteNow) {
    // A resumed call did not do itself what was done before it began.
    if (began < 0 || doneNow < done) {
      began = nanos;
      firstDone = doneNow;
    }
    now = nanos;
    done = doneNow;
    total = totalNow;
    note = noteNow;
  }

  void end(long nanos) {
    now = nanos;
    ended = true;
  }

  long percent() {
    return total <= 0 ? 0 : Math.min(100, 100 * done / total);
  }

  /** E.g. Distillation 43 % · 860 K of 2 M tokens · 6,012 tokens/s · 3 min 10 s left. */
  String text() {
    List<String> parts = new ArrayList<>();
    parts.add(task + " " + percent() + " %");
    parts.add(Numbers.count(done) + " of " + Numbers.count(total) + " " + unit);
    double seconds = (now - began) / 1e9;
    double rate = seconds > 0 ? (done - firstDone) / seconds : 0;
    if (rate > 0) {
      String shown = rate < 10 ? Numbers.fixed(rate, 2) : Numbers.count(Math.round(rate));
      parts.add(shown + " " + unit + "/s");
    }
    if (ended || done == total) {
      parts.add((done == total ? "done in " : "stopped after ") + Numbers.duration(seconds));
    } else if (rate > 0) {
      parts.add(Numbers.duration((total - done) / rate) + " left");
    }
    if (!note.isEmpty()) {
      parts.add(note);
    }
    return String.join(" · ", parts);
  }
}
