package minitron.train;

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

  /** Another update, of weights whose loss was a number. */
  void updated() {
    good = updates;
    updates++;
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
      learner.bringBack();
      updates = good;
      String where = "stopped at step %s of %s: %s".formatted(step, options.steps(), what);
      throw Ended.notFinite(where, value, measured, updates, objective, options.schedule());
    }
  }
}
