package minitron.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import minitron.model.CausalLm;
import minitron.runs.Ending;
import minitron.runs.Progress;
import minitron.tensor.Kernels;
import minitron.train.state.StateFolder;
import minitron.train.state.StepRecord;
import minitron.train.state.TrainingState;
import minitron.train.state.ValidationLoss;

/** The steps of a run, one at a time: batch, loss, gradients, update; and what is between them. */
final class TrainingLoop implements AutoCloseable {
  private final Objective objective;
  private final Batches data;
  private final TrainOptions options;
  private final long all;
  private final Map<String, String> identity;
  private final MasterWeights learner;
  private final LastGood weights;
  private final Halves halves;
  private final HeldOut heldOut;
  private final Progress progress;
  private final Map<String, NDArray> arrays; // what a training state holds
  private final Curve curve;
  private final Unread unread = new Unread();
  private Optional<StateFolder> states = Optional.empty();
  private long step; // steps done
  private Ending ending; // null while there is more to do
  private long nanos;

  /** A run before it begins. */
  TrainingLoop(
      Map<String, String> what,
      CausalLm start,
      Objective objective,
      Batches data,
      TrainOptions options,
      Halves halves,
      HeldOut heldOut,
      Progress progress) {
    this.objective = objective;
    this.data = data;
    this.options = options;
    this.all = options.steps();
    this.halves = halves;
    this.heldOut = heldOut;
    this.progress = progress;
    this.curve = new Curve(objective.name(), progress);
    this.identity = Identity.of(options, what);
    this.learner = MasterWeights.goingBack(start, options);
    this.weights = new LastGood(learner, objective, options);
    this.arrays = learner.arrays("");
    arrays.putAll(objective.state());
  }

  /**
   * Itself, after it has taken over what an earlier run has done and looked at what there is.
   *
   * @throws IllegalArgumentException if its folder of states is another run's
   */
  TrainingLoop begun() {
    states = options.checkpoints().map(StateFolder::take);
    timed(
        () -> {
          step = resumed();
          weights.begin(step);
          look(step);
          return step < all ? null : Ending.WHOLE;
        });
    return this;
  }

  /** Steps done so far. */
  long step() {
    return step;
  }

  /** Whether there is another step. */
  boolean goesOn() {
    return ending == null;
  }

  /** Itself, after another step and what is due after it. */
  TrainingLoop advanced() {
    timed(
        () -> {
          step(step++);
          return between(step) ? Ending.stopped(step, all, "steps") : null;
        });
    return this;
  }

  private void timed(Supplier<Ending> work) {
    long began = System.nanoTime();
    try {
      ending = work.get();
    } catch (Ended early) {
      ending = Ending.part(early.getMessage());
    }
    nanos += System.nanoTime() - began;
  }

  /** What came of it, once it is at its end. */
  Run run() {
    return new Run(
        learner.trained(),
        options.settled(),
        objective.name(),
        curve.steps(),
        weights.updates(),
        curve.validations(),
        ending,
        nanos / 1e9);
  }

  @Override
  public void close() {
    learner.close();
    states.ifPresent(StateFolder::close);
  }

  /** Takes over what an earlier run has done, and says after which step it goes on. */
  private long resumed() {
    Optional<TrainingState> earlier =
        states.flatMap(folder -> folder.begin(identity, arrays, progress::said));
    earlier.ifPresent(
        before -> {
          before.steps().forEach(curve::add);
          before.validations().forEach(curve::add);
          progress.said(options.checkpoints().orElseThrow().goesOn(before.step(), all));
        });
    return earlier.map(TrainingState::step).orElse(0L);
  }

  /** One step, counted from 0; what it has measured is not read yet. */
  private void step(long step) {
    try (NDManager scope = learner.scope()) {
      var k = new Kernels(scope);
      List<Halves.Half> parts =
          halves.backward(objective, k, learner.model(), data.at(step), options);
      double rate = options.schedule().at(step, all);
      unread.add(step + 1, rate, learner.update(k, halves.rounds(), parts, rate));
    }
  }

  /** Reads what the steps have measured; the first that is no number ends the run. */
  private void read() {
    for (StepRecord done : unread.read(data)) {
      weights.updated(done, curve.steps().size());
      curve.add(done);
    }
  }

  /** Looks, tells and saves after a step, and says whether it was the last. */
  private boolean between(long step) {
    if (step == all || progress.due() || heldOut.isDue(step, all) || unread.isFull()) {
      read();
    }
    look(step);
    tell(step, curve.note());
    boolean last = step == all || progress.cancelled();
    if (last || options.checkpoints().stream().anyMatch(s -> step % s.every() == 0)) {
      read();
      tell(step, "checking the weights");
      weights.requireGood(step, data.at(step), curve.steps().size());
      save(step);
      tell(step, curve.note());
    }
    return last;
  }

  private void tell(long step, String note) {
    progress.at(data.tokensAt(step), data.tokensAt(all), note);
  }

  /** The loss on held-out text where it is due. */
  private void look(long step) {
    if (heldOut.isDue(step, all) && !curve.looked(step)) {
      heldOut
          .loss(learner.model(), progress)
          .ifPresent(
              loss -> {
                String what = "the loss on held-out text";
                weights.requireFinite(step, what, loss, curve.steps().size());
                curve.add(new ValidationLoss(step, data.tokensAt(step), loss));
              });
    }
  }

  private void save(long step) {
    try {
      states.ifPresent(folder -> folder.save(identity, curve.steps(), curve.validations(), arrays));
    } catch (UncheckedIOException | IllegalArgumentException e) {
      // The weights of hours must not go with a disk that is full.
      throw new Ended("stopped after step " + step + ": " + e.getMessage());
    }
  }
}
