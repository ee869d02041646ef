package minitron.train;

import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import minitron.io.NewFolder;
import minitron.model.Parameters;

/** Writes a run's whole state and reads it again, where a plan says so. */
record StateKeeper(Trainer run, Parameters parameters, Optimizer optimizer) {

  /**
   * The state to go on from, its weights already in place; empty for a run from the start.
   *
   * @throws IllegalArgumentException if states cannot be written where they are to go
   */
  Optional<TrainState> resume() {
    if (run.options().checkpoints().isEmpty()) {
      return Optional.empty();
    }
    CheckpointPlan plan = run.options().checkpoints().get();
    NewFolder.checkNew(plan.folder().resolve("new")); // refused before the work, not after it
    if (!plan.resume()) {
      TrainState.checkUnused(plan);
      return Optional.empty();
    }
    return Optional.of(TrainState.restore(plan, run, parameters, optimizer));
  }

  /** Writes the state, where one is wanted; why it cannot be written, if so. */
  Optional<String> save(long step, List<StepRecord> steps, List<Validation> validations) {
    var state = new TrainState(run, step, steps, validations);
    try {
      run.options().checkpoints().ifPresent(plan -> state.save(plan, run, parameters, optimizer));
      return Optional.empty();
    } catch (UncheckedIOException | IllegalArgumentException e) {
      // The weights of hours must not go with a disk that is full.
      return Optional.of("stopped after step " + step + ": " + e.getMessage());
    }
  }
}
