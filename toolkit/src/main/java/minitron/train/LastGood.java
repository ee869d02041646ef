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

  /** So many now. */
  void updated(long count) {
    updates = count;
  }

  /** Keeps the weights of the moment: they are good. */
  void keep() {
    learner.keep();
    good = updates;
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
