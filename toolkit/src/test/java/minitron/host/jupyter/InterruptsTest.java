package minitron.host.jupyter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import minitron.runs.Cancel;
import org.junit.jupiter.api.Test;

/** What the interrupt key does to cells. */
class InterruptsTest {
  private final AtomicReference<Cancel> cell = new AtomicReference<>();
  private final AtomicInteger broken = new AtomicInteger();
  private final Interrupts interrupts =
      new Interrupts(cell::get, broken::incrementAndGet, Duration.ZERO);

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
    cell.set(new Cancel());
    assertFalse(cell.get().requested(), "the wish ends with the cell");
  }

  @Test
  void aPressEndsACellInWhichNothingListens() {
    cell.set(new Cancel());
    interrupts.pressed();
    assertEquals(1, broken.get());
  }

  @Test
  void aPressLeavesACallThatListensItsTime() {
    var running = new Cancel();
    running.entered();
    var looks = new AtomicInteger();
    // The call ends, and the cell with it, when it was looked at for the third time.
    Supplier<Cancel> ending = () -> looks.incrementAndGet() > 3 ? null : running;
    new Interrupts(ending, broken::incrementAndGet, Duration.ZERO).pressed();
    assertTrue(running.requested());
    assertEquals(0, broken.get());
  }

  @Test
  void aSecondPressBreaksTheCellOff() {
    var running = new Cancel();
    running.entered();
    running.request();
    cell.set(running);
    interrupts.pressed();
    assertEquals(1, broken.get());
  }
}
