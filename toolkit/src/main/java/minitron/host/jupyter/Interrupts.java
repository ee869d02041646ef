package minitron.host.jupyter;

import minitron.runs.Cancel;

/**
 * The interrupt button of a notebook. Pressed once, it asks the long calls of the running cell to
 * stop and keep what they have; pressed twice, it ends the cell with an error.
 *
 * @param cells the cells of the kernel
 */
record Interrupts(Cells cells) {
  /** What an interrupt needs to know of a kernel. */
  interface Cells {
    /** The token of the running cell; null if none runs. */
    Cancel running();

    /** Ends the running cell with an error. */
    void breakOff();
  }

  /** The button was pressed. */
  void pressed() {
    Cancel cell = cells.running();
    if (cell != null && !cell.request()) {
      cells.breakOff();
    }
  }
}
