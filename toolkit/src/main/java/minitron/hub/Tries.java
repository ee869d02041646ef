package minitron.hub;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/**
 * Tries again what may pass, after pauses of 1, 2, 4, 8 and 16 seconds, or as long as the server
 * asks for, up to a minute.
 *
 * @param rest waits for a moment
 * @param cancelled whether to stop
 */
record Tries(Rest rest, BooleanSupplier cancelled) {
  private static final int MOST = 5;
  private static final Duration MOMENT = Duration.ofMillis(100);

  /** Waits. */
  @FunctionalInterface
  interface Rest {
    /** For so long. */
    void of(Duration moment) throws InterruptedException;
  }

  /** What may fail. */
  @FunctionalInterface
  interface Attempt<T> {
    /** Once. */
    T run() throws IOException;
  }

  /**
   * Tries what leaves nothing behind when it fails; where nobody is there it is not tried again.
   */
  <T> T of(Attempt<T> attempt) {
    return of(attempt, Fault.Kind.PASSING, () -> 0);
  }

  /**
   * Tries what goes on from where it failed.
   *
   * @param done how far it is: as long as it gets further, it does not count how often it failed
   */
  <T> T of(Attempt<T> attempt, LongSupplier done) {
    return of(attempt, Fault.Kind.AWAY, done);
  }

  private <T> T of(Attempt<T> attempt, Fault.Kind worst, LongSupplier done) {
    long furthest = done.getAsLong();
    for (int failed = 0; ; failed++) {
      try {
        return attempt.run();
      } catch (Fault e) {
        failed = done.getAsLong() > furthest ? 0 : failed;
        furthest = Math.max(furthest, done.getAsLong());
        if (failed == MOST || e.kind().compareTo(worst) > 0) {
          throw new UncheckedIOException(e.getMessage(), e);
        }
        pause(e.pause().isZero() ? Duration.ofSeconds(1L << failed) : e.pause());
      } catch (IOException e) {
        throw new UncheckedIOException("The download failed: " + e.getMessage() + ".", e);
      }
    }
  }

  private void pause(Duration length) {
    for (Duration left = length; left.toMillis() > 0; left = left.minus(MOMENT)) {
      if (cancelled.getAsBoolean()) {
        throw new CancellationException("Stopped on request.");
      }
      try {
        rest.of(MOMENT);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
