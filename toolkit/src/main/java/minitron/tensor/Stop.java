package minitron.tensor;

/**
 * The wish to stop a long call, which every long call asks for after each piece of work and then
 * ends with what it has. An interrupt of the running thread is such a wish, and so is {@link
 * #request()}, for hosts whose interrupt reaches another thread.
 */
public final class Stop {
  private static volatile boolean wish;

  private Stop() {}

  /** Asks the running call to stop. */
  public static void request() {
    wish = true;
  }

  /** Whether to stop now; answering yes takes the wish back, so that the next call runs. */
  public static boolean requested() {
    boolean interrupted = Thread.interrupted();
    boolean stop = wish || interrupted;
    wish = false;
    return stop;
  }
}
