package minitron;

import java.util.function.Function;
import minitron.kernel.LiveCurve;
import minitron.kernel.LiveLine;
import minitron.report.LinePlot;
import minitron.report.TokenAxis;
import minitron.tensor.Progress;
import minitron.train.Run;

/** Shows how far the long calls of the facades are. */
final class Watch {
  private Watch() {}

  static <T> T with(String task, String unit, Function<Progress, T> call) {
    try (var line = new LiveLine(task, unit)) {
      return call.apply(line);
    }
  }

  /** A training run with a live curve under its line. */
  static Run training(String task, long tokens, Function<Progress, Run> call) {
    TokenAxis axis = TokenAxis.of(tokens);
    try (var line = new LiveLine(task, "tokens");
        var curve = new LiveCurve(new LinePlot("", axis.title(), "nats a token").logarithmic())) {
      Run run = call.apply(new Both(line, curve, axis));
      if (run.finished()) {
        curve.clear(); // the run shows it; of one that was stopped it stays
      }
      return run;
    }
  }

  private record Both(LiveLine line, LiveCurve curve, TokenAxis axis) implements Progress {
    @Override
    public void at(long done, long total, String note) {
      line.at(done, total, note);
    }

    @Override
    public void measured(String name, long done, double value) {
      curve.add(name, axis.at(done), value);
    }
  }
}
