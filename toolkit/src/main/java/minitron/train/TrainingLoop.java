package minitron.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import minitron.model.CausalLm;
import minitron.model.Decoder;
import minitron.model.Parameters;
import minitron.tensor.Kernels;
import minitron.tensor.Progress;
import minitron.tensor.Stop;

/** The steps of a run: batch, loss, gradients, update; and what happens between them. */
final class TrainingLoop {
  /** How often held-out text is looked at, besides the start. */
  private static final int VALIDATIONS = 10;

  private final Trainer run;
  private final TrainOptions options;
  private final Parameters parameters;
  private final NDManager manager;
  private final ToDoubleFunction<Decoder> validate;
  private final Progress progress;
  private final Decoder model;
  private final Optimizer optimizer;
  private final NDList lastGood;
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
    this.parameters = parameters;
    this.manager = manager;
    this.validate = validate;
    this.progress = progress;
    this.model = CausalLm.decoder(run.start().config(), parameters.arrays());
    this.optimizer = new Optimizer(parameters, manager);
    this.lastGood = new NDList();
    this.schedule = options.schedule();
    for (NDArray array : parameters.list()) {
      lastGood.add(manager.zeros(array.getShape()));
    }
  }

  /** Runs all steps and says how it ended. */
  String run() {
    long step = resume();
    if (step == 0) {
      validate(0);
    }
    while (step < options.steps()) {
      String trouble = step(step);
      if (trouble != null) {
        return trouble;
      }
      step++;
      between(step);
      if (Stop.requested() && step < options.steps()) {
        save(step);
        return "stopped on request after step " + step + " of " + options.steps();
      }
    }
    return Run.FINISHED;
  }

  /** One step, counted from 0; null, or what is wrong with it. */
  private String step(long step) {
    try (NDManager scope = manager.newSubManager()) {
      Kernels k = Kernels.training(scope);
      Kernels plain = Kernels.inference(scope);
      NDArray loss = run.objective().loss(k, model, run.data().batch(step), options.precision());
      double value = loss.getFloat();
      NDList gradients = optimizer.gradients(plain, loss);
      double norm = optimizer.clip(plain, gradients);
      if (!Double.isFinite(value) || !Double.isFinite(norm)) {
        plain.copyAll(parameters.list(), lastGood);
        return Double.isFinite(value)
            ? trouble(step, "the norm of the gradient", norm)
            : trouble(step, "the loss", value);
      }
      plain.copyAll(lastGood, parameters.list());
      double rate = schedule.at(step);
      optimizer.update(plain, gradients, rate);
      long tokens = (step + 1) * options.batch() * options.length();
      steps.add(new StepRecord(step + 1, tokens, value, rate, norm));
      return null;
    }
  }

  private String trouble(long step, String what, double value) {
    return String.format(
        Locale.ROOT,
        "stopped at step %d of %d: %s is %s; the weights are the last that gave finite ones, so try a"
            + " learning rate below %.1e",
        step + 1,
        options.steps(),
        what,
        Double.isNaN(value) ? "NaN" : "infinite",
        options.learningRate());
  }

  private void between(long step) {
    StepRecord last = steps.get(steps.size() - 1);
    long every = Math.max(1, options.steps() / VALIDATIONS);
    if (step % every == 0 || step == options.steps()) {
      validate(step);
    }
    boolean due =
        options.checkpoints().map(plan -> step % plan.every() == 0).orElse(false)
            || step == options.steps();
    if (due) {
      save(step);
    }
    long all = options.steps() * options.batch() * options.length();
    progress.at(last.tokens(), all, String.format(Locale.ROOT, "loss %.3f", last.loss()));
  }

  private void validate(long step) {
    if (validate != null) {
      parameters.trainable(false);
      long tokens = step * options.batch() * options.length();
      validations.add(new Validation(step, tokens, validate.applyAsDouble(model)));
      parameters.trainable(true);
    }
  }

  private void save(long step) {
    options
        .checkpoints()
        .ifPresent(
            plan ->
                new TrainState(run, step, steps, validations)
                    .save(plan, run, parameters, optimizer));
  }

  private long resume() {
    return options
        .checkpoints()
        .filter(CheckpointPlan::resume)
        .map(
            plan -> {
              TrainState saved = TrainState.restore(plan, run, parameters, optimizer);
              steps.addAll(saved.steps());
              validations.addAll(saved.validations());
              return saved.step();
            })
        .orElse(0L);
  }

  List<StepRecord> steps() {
    return List.copyOf(steps);
  }

  List<Validation> validations() {
    return List.copyOf(validations);
  }
}
