package minitron.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import minitron.model.CausalLm;
import minitron.model.Decoder;
import minitron.model.Parameters;
import minitron.report.Numbers;
import minitron.runs.Progress;
import minitron.tensor.Kernels;

/** The steps of a run: batch, loss, gradients, update; and what happens between them. */
final class TrainingLoop {
  /** How often held-out text is looked at, besides the start. */
  private static final int VALIDATIONS = 10;

  private final Trainer run;
  private final TrainOptions options;
  private final NDManager manager;
  private final ToDoubleFunction<Decoder> validate;
  private final Progress progress;
  private final Decoder model;
  private final Optimizer optimizer;
  private final StateKeeper states;
  private final LastGood lastGood;
  private final Schedule schedule;
  private final List<StepRecord> steps = new ArrayList<>();
  private final List<Validation> validations = new ArrayList<>();

  TrainingLoop(
      Trainer run,
      Parameters parameters,
      NDManager manager,
      ToDoubleFunction<Decoder> validate,
      Progress progress) {
    this.run = run;
    this.options = run.options();
    this.manager = manager;
    this.validate = validate;
    this.progress = progress;
    this.model = CausalLm.decoder(run.start().config(), parameters.arrays());
    this.optimizer = new Optimizer(parameters, options.adam(), manager);
    this.states = new StateKeeper(run, parameters, optimizer);
    this.schedule = options.schedule();
    this.lastGood = new LastGood(parameters, manager);
  }

  /** Runs all steps and says how it ended. */
  String run() {
    long step = resume();
    lastGood.keep(Kernels.inference(manager));
    Optional<String> trouble = step == 0 ? validate(0) : Optional.empty();
    while (trouble.isEmpty() && step < options.steps()) {
      trouble = step(step);
      if (trouble.isEmpty()) {
        step++;
        trouble = between(step);
      }
      if (trouble.isEmpty() && progress.cancelled() && step < options.steps()) {
        return states
            .save(step, steps, validations)
            .orElse("stopped on request after step " + step + " of " + options.steps());
      }
    }
    return trouble.orElse(Run.FINISHED);
  }

  /** One step, counted from 0; what is wrong with it, if anything. */
  private Optional<String> step(long step) {
    try (NDManager scope = manager.newSubManager()) {
      Kernels k = Kernels.training(scope);
      Kernels plain = Kernels.inference(scope);
      NDArray loss = run.objective().loss(k, model, run.data().batch(step), options.precision());
      double value = loss.getFloat();
      NDList gradients = optimizer.gradients(plain, loss);
      double norm = optimizer.clip(plain, gradients);
      if (!Double.isFinite(value)) {
        return trouble(step + 1, "the loss", value);
      }
      if (!Double.isFinite(norm)) {
        return trouble(step + 1, "the norm of the gradient", norm);
      }
      lastGood.keep(plain);
      double rate = schedule.at(step);
      optimizer.update(plain, gradients, rate);
      steps.add(new StepRecord(step + 1, tokens(step + 1), value, rate, norm));
      progress.measured(RunReport.training(run.objective().name()), tokens(step + 1), value);
      return Optional.empty();
    }
  }

  private long tokens(long step) {
    return step * options.sampling().tokens();
  }

  /** Brings the last weights back whose loss was a number, and says why. */
  private Optional<String> trouble(long step, String what, double value) {
    lastGood.bringBack(Kernels.inference(manager));
    return Optional.of(
        String.format(
            Locale.ROOT,
            "stopped at step %d of %d: %s is %s; the weights are the last whose loss was a number, so"
                + " try a learning rate below %s",
            step,
            options.steps(),
            what,
            Double.isNaN(value) ? "NaN" : "infinite",
            Numbers.power(options.rates().peak(), 1)));
  }

  private Optional<String> between(long step) {
    boolean last = step == options.steps();
    Optional<String> trouble = Optional.empty();
    if (last || step % Math.max(1, options.steps() / VALIDATIONS) == 0) {
      trouble = validate(step);
    }
    boolean due = options.checkpoints().map(plan -> step % plan.every() == 0).orElse(false);
    if (trouble.isEmpty() && (last || due)) {
      trouble = check(step);
      if (trouble.isEmpty()) {
        trouble = states.save(step, steps, validations);
      }
    }
    double loss = steps.get(steps.size() - 1).loss();
    String note = String.format(Locale.ROOT, "loss %.3f", loss);
    progress.at(tokens(step), tokens(options.steps()), note);
    return trouble;
  }

  /** Whether the weights of the last update still give a loss: what is kept must be good. */
  private Optional<String> check(long step) {
    try (NDManager scope = manager.newSubManager()) {
      Kernels k = Kernels.training(scope);
      Kernels plain = Kernels.inference(scope);
      var batch = run.data().batch(step);
      NDArray loss = new NextToken().loss(k, model, batch, options.precision());
      double norm = optimizer.clip(plain, optimizer.gradients(plain, loss));
      return Double.isFinite(norm + loss.getFloat())
          ? Optional.empty()
          : trouble(step, "the loss after it, or its gradient,", norm);
    }
  }

  private Optional<String> validate(long step) {
    if (validate == null) {
      return Optional.empty();
    }
    double loss = validate.applyAsDouble(model);
    if (progress.cancelled()) {
      return Optional.empty(); // it may have seen a part of the text only
    }
    if (!Double.isFinite(loss)) {
      return trouble(step, "the loss on held-out text", loss);
    }
    validations.add(new Validation(step, tokens(step), loss));
    progress.measured(Validation.LOSS, tokens(step), loss);
    return Optional.empty();
  }

  /** Takes over what an earlier run has done, and says after which step it goes on. */
  private long resume() {
    Optional<TrainState> before = states.resume();
    if (before.isEmpty()) {
      return 0;
    }
    TrainState saved = before.get();
    steps.addAll(saved.steps());
    validations.addAll(saved.validations());
    String training = RunReport.training(run.objective().name());
    steps.forEach(s -> progress.measured(training, s.tokens(), s.loss()));
    validations.forEach(v -> progress.measured(Validation.LOSS, v.tokens(), v.loss()));
    return saved.step();
  }

  List<StepRecord> steps() {
    return List.copyOf(steps);
  }

  List<Validation> validations() {
    return List.copyOf(validations);
  }
}
