package minitron.host.jupyter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import minitron.runs.Cancel;
import org.junit.jupiter.api.Test;

/** What the interrupt key does to cells. */
class InterruptsTest {
  private final AtomicReference<Cancel> cell = new AtomicReference<>();
  private final AtomicInteger broken = new AtomicInteger();
  private final Interrupts interrupts = new Interrupts(cell::get, broken::incrementAndGet);

  @Test
  void nothingRunsSoNothingIsAsked() {
    interrupts.pressed();
    assertEquals(0, broken.get());
  }

  @Test
  void aPressStopsTheCallsOfTheCellThatRunsAndOfNoOther() {
    var before = new Cancel();
    var running = new Cancel();
    cell.set(running);
    interrupts.pressed();
    assertTrue(running.requested());
    assertFalse(before.requested());
    assertEquals(0, broken.get());
    cell.set(new Cancel());
    assertFalse(cell.get().requested(), "the wish ends with the cell");
  }

  @Test
  void aSecondPressBreaksTheCellOff() {
    cell.set(new Cancel());
    interrupts.pressed();
    assertEquals(0, broken.get());
    interrupts.pressed();
    assertEquals(1, broken.get());
    cell.set(new Cancel());
    interrupts.pressed();
    assertEquals(1, broken.get());
  }
}
