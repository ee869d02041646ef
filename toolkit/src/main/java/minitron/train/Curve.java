package minitron.train;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import minitron.model.LmLoss;
import minitron.runs.Progress;
import minitron.train.state.StepRecord;
import minitron.train.state.ValidationLoss;

/** What a run has measured so far; all of it is told at once, for a live curve. */
final class Curve {
  private final String objective;
  private final Progress progress;
  private final List<StepRecord> steps = new ArrayList<>();
  private final List<ValidationLoss> validations = new ArrayList<>();

  /** An empty one of a run with that objective. */
  Curve(String objective, Progress progress) {
    this.objective = objective;
    this.progress = progress;
  }

  void add(StepRecord step) {
    steps.add(step);
    progress.measured(Run.training(objective), step.tokens(), step.loss());
  }

  void add(ValidationLoss look) {
    validations.add(look);
    progress.measured(LmLoss.VALIDATION, look.tokens(), look.loss());
  }

  /** Step by step. */
  List<StepRecord> steps() {
    return steps;
  }

  /** The loss of the last step that was read, for the line of progress. */
  String note() {
    return steps.isEmpty()
        ? ""
        : String.format(Locale.ROOT, "loss %.3f", steps.get(steps.size() - 1).loss());
  }

  /** The looks at held-out text. */
  List<ValidationLoss> validations() {
    return validations;
  }

  /** Whether held-out text was looked at after a step. */
  boolean looked(long step) {
    return validations.stream().anyMatch(look -> look.step() == step);
  }
}
