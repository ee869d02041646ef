package minitron.eval.ask;

import java.util.Map;
import java.util.concurrent.CancellationException;
import minitron.infer.Generator;
import minitron.infer.Scored;
import minitron.infer.Scorer;

/** A model that counts what it is asked, and stops after so many. */
final class CountingModel {
  int asked;
  final int most;

  CountingModel(int most) {
    this.most = most;
  }

  private void count() {
    if (asked == most) {
      throw new CancellationException("stopped");
    }
    asked++;
  }

  Scorer scorer() {
    return (requests, progress, listener) -> {
      for (int i = requests.size() - 1; i >= 0; i--) {
        count();
        int length = requests.get(i).context().length;
        double value = length % 3 == 0 ? Double.NEGATIVE_INFINITY : -length / 7.0;
        listener.at(Map.of(i, new Scored(value, length % 2 == 0)));
      }
    };
  }

  /** Writes the prompt's number. */
  Generator generator() {
    return (prompts, numbers, most, finished, progress, listener) -> {
      for (int i = 0; i < prompts.size(); i++) {
        count();
        listener.at(i, ("#### " + numbers.get(i)).chars().toArray());
      }
    };
  }
}
