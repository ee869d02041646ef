package minitron.tensor;

import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The wish to stop, which every long call looks at after each piece of work and then ends with what
 * it has. An interrupt of the running thread is such a wish, and so is {@link #request()}, for
 * hosts whose interrupt reaches another thread. It holds for every long call of a cell, or of a
 * command, those that have yet to begin too; a host takes it back when its cell has ended.
 */
public final class Stop {
  private static final AtomicBoolean WISH = new AtomicBoolean();

  private Stop() {}

  /** Asks every long call to stop. */
  public static void request() {
    WISH.set(true);
  }

  /** Whether to stop now. */
  public static boolean wanted() {
    return WISH.get() || Thread.currentThread().isInterrupted();
  }

  /** Takes the wish back. */
  public static void clear() {
    WISH.set(false);
    Thread.interrupted();
  }
}
