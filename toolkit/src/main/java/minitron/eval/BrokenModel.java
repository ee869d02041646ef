package minitron.eval;

import java.util.List;

/** Models whose answers are no numbers: taken as they are, they would score as guessing does. */
final class BrokenModel {
  private BrokenModel() {}

  /** Refuses a task's samples if a log-probability in them is no number. */
  static void check(String task, List<Sample> samples) {
    for (Sample sample : samples) {
      for (Exchange exchange : sample.exchanges()) {
        if (exchange instanceof Likelihood answer
            && Double.isNaN(answer.scored().logLikelihood())) {
          throw error(task + ", document " + sample.document() + ": a log-probability");
        }
      }
    }
  }

  /** What is said of a number that is none. */
  static IllegalStateException error(String number) {
    return new IllegalStateException(
        number
            + " from the model is not a number (NaN), so its scores mean nothing; look for NaN in"
            + " the checkpoint's weights and at the run that wrote it.");
  }
}
