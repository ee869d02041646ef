package minitron;

import java.util.function.Function;
import minitron.kernel.LiveLine;
import minitron.tensor.Progress;
import minitron.tensor.Stop;

/** Shows how far the long calls of the facades are. */
final class Watch {
  private Watch() {}

  static <T> T with(String task, String unit, Function<Progress, T> call) {
    Stop.clear();
    try (var line = new LiveLine(task, unit)) {
      return call.apply(line);
    } finally {
      Stop.clear();
    }
  }
}
