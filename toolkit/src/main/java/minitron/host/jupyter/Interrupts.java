package minitron.host.jupyter;

import minitron.runs.Cancel;

/**
 * The interrupt key of a notebook. The first press asks the long calls of the running cell to stop
 * with what they have; a second press on the same cell breaks the cell off.
 *
 * @param cells what runs
 */
record Interrupts(Cells cells) {
  /** What an interrupt needs to know of a kernel. */
  interface Cells {
    /** The token of the running cell; null if none runs. */
    Cancel running();

    /** Ends the running cell with an error. */
    void breakOff();
  }

  /** The key was pressed. */
  void pressed() {
    Cancel cell = cells.running();
    if (cell != null && !cell.request()) {
      cells.breakOff();
    }
  }
}
