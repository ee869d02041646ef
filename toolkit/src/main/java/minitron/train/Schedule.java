package minitron.train;

/**
 * The learning rate of each step: a linear warm-up, then a cosine from the peak to the minimum
 * (Table 4 of the paper).
 *
 * @param peak highest rate
 * @param minimum rate at the end
 * @param warmUp steps of the warm-up
 * @param steps steps in all
 */
record Schedule(double peak, double minimum, long warmUp, long steps) {
  /** The rate of a step, counted from 0. */
  double at(long step) {
    if (step < warmUp) {
      return peak * (step + 1) / warmUp;
    }
    double done = (double) (step - warmUp) / Math.max(1, steps - warmUp);
    return minimum + (peak - minimum) * (1 + Math.cos(Math.PI * done)) / 2;
  }
}
