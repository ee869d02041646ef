package minitron.runs;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/**
 * What stops a long call. The call looks at it after each piece of work, and ends with what it has.
 * A notebook's cell has a token of its own, which the stop button asks; a command has one, which
 * Ctrl-C asks; a call that stands under neither has one that nobody else holds. An interrupt of the
 * running thread counts as well.
 */
public final class Cancel {
  private static final ThreadLocal<Cancel> IN_FORCE = new InheritableThreadLocal<>();

  private final AtomicBoolean asked = new AtomicBoolean();
  private final AtomicInteger calls = new AtomicInteger();

  /** Asks every call under this token to stop; false if that was asked before. */
  public boolean request() {
    return !asked.getAndSet(true);
  }

  /** Whether somebody asked, thread interrupts aside. */
  public boolean asked() {
    return asked.get();
  }

  /** Whether a call of this thread is to stop now. */
  public boolean requested() {
    return asked.get() || Thread.currentThread().isInterrupted();
  }

  /** A long call begins, which looks at this token until it {@link #left}. */
  public void entered() {
    calls.incrementAndGet();
  }

  /** A long call that {@link #entered} has ended. */
  public void left() {
    calls.decrementAndGet();
  }

  /** Whether a long call runs that looks at this token. */
  public boolean heard() {
    return calls.get() > 0;
  }

  /** Runs a body in whose calls, and in those of threads that it starts, this token is in force. */
  public <T> T during(Supplier<T> body) {
    Cancel before = IN_FORCE.get();
    IN_FORCE.set(this);
    try {
      return body.get();
    } finally {
      IN_FORCE.set(before);
    }
  }

  /** The token in force in this thread, or a new one. */
  public static Cancel current() {
    Cancel inForce = IN_FORCE.get();
    return inForce == null ? new Cancel() : inForce;
  }
}
