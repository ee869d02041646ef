package minitron.tensor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.pytorch.jni.JniUtils;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** Several things at once, a thread each. */
class RoundsTest {
  @Test
  void aHiddenStateIsSmallByItsNumbers() {
    assertTrue(Rounds.isSmall(2048, 128));
    assertFalse(Rounds.isSmall(2048, 129));
  }

  @Test
  void resultsComeInOrderAndEachThreadHasOneOfLibtorch() {
    Engines.engine();
    try (Rounds rounds = Rounds.of(5, true)) {
      assertTrue(rounds.threads());
      assertEquals(
          List.of(1, 1, 1, 1, 1),
          rounds.all(List.of(1, 2, 3, 4, 5), x -> JniUtils.getNumThreads()));
      assertEquals(List.of(2, 4, 6), rounds.all(List.of(1, 2, 3), x -> 2 * x));
    }
  }

  @Test
  void twoAreUnderWayAtOnceWhereThereAreTwoProcessors() {
    int things = Math.min(2, Runtime.getRuntime().availableProcessors());
    var both = new CountDownLatch(things);
    try (Rounds rounds = Rounds.of(things, true)) {
      rounds.all(
          List.of(1, 2).subList(0, things),
          x -> {
            both.countDown();
            try {
              both.await(); // for the other: it would never end if they ran in turn
              return x;
            } catch (InterruptedException e) {
              throw new IllegalStateException(e);
            }
          });
    }
    assertEquals(0, both.getCount());
  }

  @Test
  void inTurnTheyRunOnTheCallersThreadUntilNoMoreIsWanted() {
    List<Integer> taken = new ArrayList<>();
    try (Rounds rounds = Rounds.inTurn()) {
      Thread caller = Thread.currentThread();
      rounds.each(
          List.of(1, 2, 3),
          x -> Thread.currentThread() == caller ? 10 * x : 0,
          taken::add,
          () -> taken.size() < 2);
    }
    assertEquals(List.of(10, 20), taken);
  }

  @Test
  void whatWasDoneBeforeAFailureIsTaken() {
    List<Integer> taken = new ArrayList<>();
    try (Rounds rounds = Rounds.of(1, true)) {
      var e =
          assertThrows(
              ArithmeticException.class,
              () -> rounds.each(List.of(2, 1, 0, 4), x -> 4 / x, taken::add, () -> true));
      assertEquals("/ by zero", e.getMessage());
    }
    assertEquals(List.of(2, 4), taken);
  }
}
