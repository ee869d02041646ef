package minitron.train;

import minitron.report.Numbers;

/** Ends the steps of a run early; its message says why. */
final class Ended extends RuntimeException {
  private static final long serialVersionUID = 1;

  Ended(String why) {
    super(why);
  }

  /**
   * A value that is no number, after some updates. Before the first one no learning rate was used,
   * so it is the weights' fault.
   *
   * @param what {@code stopped at step 2 of 8: the loss}
   * @param updates how many the run had then
   * @param kept how many the weights that were brought back have
   */
  static Ended notFinite(
      String what, double value, long updates, long kept, Objective objective, Schedule rates) {
    String odd = what + " is " + (Double.isNaN(value) ? "NaN" : "infinite");
    if (updates == 0) {
      return new Ended(
          "%s before the first update, so the learning rate is not the cause: look for NaN in the weights of %s"
              .formatted(odd, objective.models()));
    }
    return new Ended(
        "%s; the weights are %s, so try a learning rate below %s"
            .formatted(
                odd,
                kept == 0 ? "still those of the start" : "the last whose loss was a number",
                Numbers.power(rates.peak(), 1)));
  }
}
