package minitron.kernel;

import java.util.concurrent.atomic.AtomicReference;
import minitron.tensor.Stop;

/**
 * The interrupt key of a notebook. The first press asks the long call of the running cell to stop
 * with what it has; a second press on the same cell breaks the cell off.
 */
final class Interrupts {
  private static final int LOOK_AGAIN_MS = 10;

  /** What an interrupt needs to know of a kernel. */
  interface Cells {
    /** Something that stands for the running cell; null if none runs. */
    Object running();

    /** Ends the running cell with an error. */
    void breakOff();
  }

  private final Cells cells;
  private final AtomicReference<Object> asked = new AtomicReference<>();

  Interrupts(Cells cells) {
    this.cells = cells;
  }

  /** Whether the key was pressed while this cell ran, so that it ended earlier than it should. */
  boolean asked(Object cell) {
    return asked.get() == cell;
  }

  /** The key was pressed; returns when the cell has ended, or at once if there is none. */
  void pressed() {
    Object cell = cells.running();
    if (cell == null) {
      return;
    }
    if (asked.getAndSet(cell) == cell) {
      cells.breakOff();
      return;
    }
    Stop.request();
    try {
      while (cells.running() == cell) {
        Thread.sleep(LOOK_AGAIN_MS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    // A cell that asked nobody whether to stop leaves the wish, which would stop the next one.
    Stop.clear();
  }
}
