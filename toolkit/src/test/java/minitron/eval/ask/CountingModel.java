package minitron.eval.ask;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.function.Predicate;
import minitron.infer.Generator;
import minitron.infer.Scored;
import minitron.infer.Scorer;
import minitron.infer.TokenRequest;
import minitron.runs.Progress;

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
    return new Scorer() {
      @Override
      public List<Scored> score(List<TokenRequest> requests) {
        throw new AssertionError("the other method tells of each answer");
      }

      @Override
      public void score(List<TokenRequest> requests, Progress progress, Scorer.Listener heard) {
        for (int i = requests.size() - 1; i >= 0; i--) {
          count();
          int length = requests.get(i).context().length;
          double value = length % 3 == 0 ? Double.NEGATIVE_INFINITY : -length / 7.0;
          heard.at(Map.of(i, new Scored(value, length % 2 == 0)));
        }
      }
    };
  }

  /** Writes the prompt's number. */
  Generator generator() {
    return new Generator() {
      @Override
      public List<int[]> generate(List<int[]> prompts, int most, Predicate<int[]> finished) {
        throw new AssertionError("the other method tells of each text");
      }

      @Override
      public void generate(
          List<int[]> prompts,
          List<Integer> numbers,
          int most,
          Predicate<int[]> finished,
          Progress progress,
          Generator.Listener heard) {
        for (int i = 0; i < prompts.size(); i++) {
          count();
          heard.at(i, ("#### " + numbers.get(i)).chars().toArray());
        }
      }
    };
  }
}
