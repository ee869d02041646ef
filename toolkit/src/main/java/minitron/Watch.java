package minitron;

import java.util.function.Function;
import minitron.report.ProgressLine;
import minitron.tensor.Progress;

/** Shows how far the long calls of the facades are. */
final class Watch {
  private Watch() {}

  static <T> T with(String task, String unit, Function<Progress, T> call) {
    try (var line = new ProgressLine(task, unit)) {
      return call.apply(line::show);
    }
  }
}
