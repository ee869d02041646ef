package minitron.host.jupyter;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import minitron.runs.Cancel;

/**
 * The interrupt button of a notebook. Pressed once, it asks the long calls of the running cell to
 * stop and keep what they have, and ends a cell in which no such call listens. Pressed twice, it
 * ends the cell at once.
 *
 * @param running gives the token of the running cell; null if none runs
 * @param breakOff ends the running cell with an error
 * @param patience how long a cell may run on without a call that listens
 */
record Interrupts(Supplier<Cancel> running, Runnable breakOff, Duration patience) {
  private static final long LOOK_NANOS = 20_000_000;

  /** The button was pressed; returns when all is done that this press does. */
  void pressed() {
    Cancel cell = running.get();
    if (cell != null && (!cell.request() || isDeaf(cell))) {
      breakOff.run();
    }
  }

  /** Waits until the cell has ended, or nothing in it has listened for a while. */
  private boolean isDeaf(Cancel cell) {
    long heard = System.nanoTime();
    while (running.get() == cell) {
      long now = System.nanoTime();
      if (cell.heard()) {
        heard = now;
      } else if (now - heard >= patience.toNanos()) {
        return true;
      }
      LockSupport.parkNanos(LOOK_NANOS);
    }
    return false;
  }
}
