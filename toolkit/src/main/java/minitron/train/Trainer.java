package minitron.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongFunction;
import minitron.model.CausalLm;
import minitron.model.LmLoss;
import minitron.model.TokenBatch;
import minitron.runs.Ending;
import minitron.runs.Progress;
import minitron.tensor.Kernels;

/**
 * A training run; correction and distillation differ only in their objective.
 *
 * @param what by name, what it trains on what: a resumed run must repeat it
 * @param start the model whose copy is trained
 * @param objective what is made small
 * @param data the samples of each step, counted from 0; the same step always gives the same ones
 * @param options how
 */
public record Trainer(
    Map<String, String> what,
    CausalLm start,
    Objective objective,
    LongFunction<TokenBatch> data,
    TrainOptions options) {
  /**
   * Trains a copy of the start model, which itself stays as it is.
   *
   * @param heldOut text whose LM loss is taken along the way; empty for none
   * @return what came of it; a stop, or a loss that is not finite, ends it early with the last good
   *     weights and says so
   */
  public Run run(List<TokenBatch> heldOut, Progress progress) {
    long began = System.nanoTime();
    try (StateFolder states = options.checkpoints().map(StateFolder::take).orElse(null);
        var learner = new MasterWeights(start, options.adam())) {
      var loop = new Loop(learner, heldOut, progress, Optional.ofNullable(states));
      Ending ending = loop.run();
      return new Run(
          learner.trained(),
          options.settled(),
          objective.name(),
          loop.steps,
          loop.updates,
          loop.validations,
          ending,
          (System.nanoTime() - began) / 1e9);
    }
  }

  /** The steps: batch, loss, gradients, update; and what happens between them. */
  private final class Loop {
    private final long all = options.steps();
    private final Map<String, String> identity;
    private final MasterWeights learner;
    private final List<TokenBatch> heldOut;
    private final Progress progress;
    private final Optional<StateFolder> states;
    private final Map<String, NDArray> arrays; // what a training state holds
    private final List<StepRecord> steps = new ArrayList<>();
    private final List<ValidationLoss> validations = new ArrayList<>();
    private long updates; // that the weights have had
    private long good; // that those have had which can be brought back

    Loop(
        MasterWeights learner,
        List<TokenBatch> heldOut,
        Progress progress,
        Optional<StateFolder> states) {
      this.learner = learner;
      this.heldOut = heldOut;
      this.progress = progress;
      this.states = states;
      this.identity = options.identity(what);
      this.arrays = learner.arrays("");
      arrays.putAll(objective.state());
    }

    Ending run() {
      try {
        long step = begin();
        keep();
        look(step);
        while (step < all) {
          step(step++);
          if (between(step)) {
            return Ending.stopped(step, all, "steps");
          }
        }
        return Ending.WHOLE;
      } catch (Ended early) {
        return Ending.part(early.getMessage());
      }
    }

    /** Takes over what an earlier run has done, and says after which step it goes on. */
    private long begin() {
      states
          .flatMap(folder -> folder.begin(identity, arrays, progress::said))
          .ifPresent(
              before -> {
                before.steps().forEach(this::add);
                before.validations().forEach(this::add);
                updates = before.step();
                progress.said(options.checkpoints().orElseThrow().goesOn(updates, all));
              });
      return updates;
    }

    private void keep() {
      learner.keep();
      good = updates;
    }

    /** One step, counted from 0. */
    private void step(long step) {
      try (NDManager scope = learner.scope()) {
        MasterWeights.Backward back = backward(scope, objective, step);
        requireFinite(step + 1, "the loss", back.loss());
        requireFinite(step + 1, "the norm of the gradient", back.norm());
        keep();
        double rate = options.schedule().at(step, all);
        learner.update(Kernels.inference(scope), back, rate);
        updates = step + 1;
        add(new StepRecord(step + 1, options.tokensAt(step + 1), back.loss(), rate, back.norm()));
      }
    }

    private MasterWeights.Backward backward(NDManager scope, Objective what, long step) {
      NDArray loss =
          what.loss(
              Kernels.training(scope), learner.model(), data.apply(step), options.precision());
      return learner.backward(Kernels.inference(scope), loss);
    }

    /** Looks, tells and saves after a step, and says whether it was the last. */
    private boolean between(long step) {
      look(step);
      double loss = steps.get(steps.size() - 1).loss();
      progress.at(
          options.tokensAt(step),
          options.tokensAt(all),
          String.format(Locale.ROOT, "loss %.3f", loss));
      boolean last = step == all || progress.cancelled();
      if (last || options.checkpoints().stream().anyMatch(s -> step % s.every() == 0)) {
        try (NDManager scope = learner.scope()) {
          // The weights of the last update must still give a loss: what is kept must be good.
          MasterWeights.Backward next = backward(scope, new NextToken(), step);
          requireFinite(step, "the loss after it, or its gradient,", next.loss() + next.norm());
        }
        save(step);
      }
      return last;
    }

    /** The loss on held-out text where it is due; that of a part of it compares with nothing. */
    private void look(long step) {
      boolean due = step == all || step % Math.max(1, all / TrainOptions.VALIDATIONS) == 0;
      if (heldOut.isEmpty() || !due || validations.stream().anyMatch(v -> v.step() == step)) {
        return;
      }
      LmLoss.Mean found = LmLoss.mean(learner.model(), heldOut, progress.silent());
      if (found.targets() == heldOut.stream().mapToLong(TokenBatch::targets).sum()) {
        requireFinite(step, "the loss on held-out text", found.loss());
        add(new ValidationLoss(step, options.tokensAt(step), found.loss()));
      }
    }

    /** Ends the run with the last weights whose loss was a number, unless a value is one. */
    private void requireFinite(long step, String what, double value) {
      if (!Double.isFinite(value)) {
        learner.bringBack();
        updates = good;
        String where = "stopped at step %s of %s: %s".formatted(step, all, what);
        throw Ended.notFinite(where, value, steps.size(), updates, objective, options.schedule());
      }
    }

    private void save(long step) {
      try {
        states.ifPresent(folder -> folder.save(identity, steps, validations, arrays));
      } catch (UncheckedIOException | IllegalArgumentException e) {
        // The weights of hours must not go with a disk that is full.
        throw new Ended("stopped after step " + step + ": " + e.getMessage());
      }
    }

    private void add(StepRecord step) {
      steps.add(step);
      progress.measured(Run.training(objective.name()), step.tokens(), step.loss());
    }

    private void add(ValidationLoss look) {
      validations.add(look);
      progress.measured(LmLoss.VALIDATION, look.tokens(), look.loss());
    }
  }
}
