package minitron.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import minitron.tensor.Stop;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;

final class InterruptsTest {
  private final AtomicReference<Object> cell = new AtomicReference<>();
  private final AtomicInteger broken = new AtomicInteger();
  private final Interrupts interrupts =
      new Interrupts(
          new Interrupts.Cells() {
            @Override
            public Object running() {
              return cell.get();
            }

            @Override
            public void breakOff() {
              broken.incrementAndGet();
              cell.set(null);
            }
          });

  @Test
  void nothingRunsSoNothingIsAsked() {
    interrupts.pressed();
    assertFalse(Stop.wanted());
  }

  @Test
  void aLongCallStopsAndTheNextOneRuns() throws InterruptedException {
    cell.set("cell 1");
    Thread key = pressed();
    Assertions.assertTimeoutPreemptively(
        Duration.ofSeconds(5),
        () -> {
          while (!Stop.wanted()) {
            Thread.onSpinWait();
          }
        });
    assertTrue(interrupts.asked("cell 1"));
    assertFalse(interrupts.asked("cell 2"));
    cell.set(null);
    key.join();
    assertEquals(0, broken.get());
    assertFalse(Stop.wanted());
  }

  @Test
  void aSecondPressBreaksOffACellThatDoesNotAsk() throws InterruptedException {
    cell.set("cell 2");
    Thread first = pressed();
    while (first.getState() != Thread.State.TIMED_WAITING) {
      Thread.onSpinWait(); // until it has asked and waits for the cell
    }
    assertTrue(first.isAlive());
    pressed().join();
    first.join();
    assertEquals(1, broken.get());
    assertFalse(Stop.wanted(), "the wish ends with the cell");
  }

  private Thread pressed() {
    var thread = new Thread(interrupts::pressed);
    thread.start();
    return thread;
  }
}
