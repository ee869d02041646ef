package minitron.eval.mtbench;

import java.time.Duration;

/**
 * How long a judge is waited for.
 *
 * @param answer for an answer at most
 * @param pause between two tries
 * @param tries of one request
 */
record Waits(Duration answer, Duration pause, int tries) {
  /** FastChat's 16 tries, 10 seconds apart. */
  static final Waits DEFAULT = new Waits(Duration.ofMinutes(5), Duration.ofSeconds(10), 16);
}
