package minitron.train;

import ai.djl.ndarray.NDManager;
import minitron.model.TokenBatch;
import minitron.tensor.Kernels;
import minitron.train.state.StepRecord;

/**
 * How many updates the weights of a run have had, and those that are brought back when a value is
 * no number: the last whose loss was one.
 */
final class LastGood {
  private final MasterWeights learner;
  private final Objective objective;
  private final TrainOptions options;
  private long updates;
  private long good;

  LastGood(MasterWeights learner, Objective objective, TrainOptions options) {
    this.learner = learner;
    this.objective = objective;
    this.options = options;
  }

  /** How many updates the weights of the moment have had. */
  long updates() {
    return updates;
  }

  /** Begins with the weights of the moment. */
  void begin(long count) {
    updates = count;
    learner.keep();
    good = count;
  }

  /**
   * A step that was read: an update of weights whose loss was a number.
   *
   * @throws Ended if it was none
   */
  void updated(StepRecord done, int measured) {
    requireFinite(done.step(), "the loss", done.loss(), measured);
    requireFinite(done.step(), "the norm of the gradient", done.gradientNorm(), measured);
    good = updates;
    updates++;
  }

  /**
   * Looks whether the weights of the last update still give a loss: what is kept must be good.
   *
   * @throws Ended if they give none
   */
  void requireGood(long step, TokenBatch batch, int measured) {
    try (NDManager scope = learner.scope()) {
      var k = new Kernels(scope);
      var back =
          Halves.inTurn(
              new NextToken(), k, learner.model(), batch, options.atOnce(), options.backprop());
      String what = "the loss after it, or its gradient,";
      requireFinite(step, what, learner.sum(k, back), measured);
    }
  }

  /**
   * Brings the last good weights back, unless a value is a number.
   *
   * @param step after which it was taken
   * @param what it is
   * @param measured how many steps had a loss by then
   * @throws Ended if it is none
   */
  void requireFinite(long step, String what, double value, int measured) {
    if (!Double.isFinite(value)) {
      if (updates > good) {
        double last = options.schedule().at(updates - 1, options.steps());
        good = learner.bringBack(good, last);
      }
      updates = good;
      String where = "stopped at step %s of %s: %s".formatted(step, options.steps(), what);
      throw Ended.notFinite(where, value, measured, updates, objective, options.schedule());
    }
  }
}
