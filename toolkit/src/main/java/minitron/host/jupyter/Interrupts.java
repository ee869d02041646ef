package minitron.host.jupyter;

import java.util.function.Supplier;
import minitron.runs.Cancel;

/**
 * The interrupt button of a notebook. Pressed once, it asks the long calls of the running cell to
 * stop and keep what they have; pressed twice, it ends the cell with an error.
 *
 * @param running gives the token of the running cell; null if none runs
 * @param breakOff ends the running cell with an error
 */
record Interrupts(Supplier<Cancel> running, Runnable breakOff) {
  /** The button was pressed. */
  void pressed() {
    Cancel cell = running.get();
    if (cell != null && !cell.request()) {
      breakOff.run();
    }
  }
}
