package minitron.host;

import java.util.function.Function;
import java.util.function.Predicate;
import minitron.report.TokenAxis;
import minitron.report.plot.LinePlot;
import minitron.runs.Progress;

/** Makes long calls with their progress shown. */
public final class Watch {
  private Watch() {}

  /**
   * Makes a call with a line of progress.
   *
   * @param task what is done
   * @param unit what is counted
   */
  public static <T> T with(String task, String unit, Function<Progress, T> call) {
    try (var line = new ProgressLine(task, unit)) {
      return call.apply(line);
    }
  }

  /**
   * Makes a call that trains, with a line of progress and a live curve.
   *
   * @param cleared whether the curve is removed at the end, because the result shows it
   */
  public static <T> T training(
      String task, long tokens, Function<Progress, T> call, Predicate<T> cleared) {
    TokenAxis axis = TokenAxis.of(tokens);
    LinePlot plot = new LinePlot("", axis.title(), "nats a token").logarithmic();
    try (var line = new ProgressLine(task, "tokens");
        var curve = new LiveCurve(plot)) {
      T result = call.apply(new Both(line, curve, axis));
      if (cleared.test(result)) {
        curve.clear();
      }
      return result;
    }
  }

  private record Both(ProgressLine line, LiveCurve curve, TokenAxis axis) implements Progress {
    @Override
    public void at(long done, long total, String note) {
      line.at(done, total, note);
    }

    @Override
    public boolean due() {
      return line.due();
    }

    @Override
    public boolean cancelled() {
      return line.cancelled();
    }

    @Override
    public void said(String sentence) {
      line.said(sentence);
    }

    @Override
    public void measured(String name, long done, double value) {
      curve.add(name, axis.at(done), value);
    }
  }
}
