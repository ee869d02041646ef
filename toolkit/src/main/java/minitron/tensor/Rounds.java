package minitron.tensor;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Does the same with several things: at once, a thread each, if each is too small for more threads
 * than one; else one after the other with all threads. Two threads that share a small operation
 * wait for each other longer than they work, and much longer if the machine has other work. So a
 * small thing has one thread even where it is alone, and its bits do not depend on the machine's
 * number of them.
 */
public final class Rounds implements AutoCloseable {
  /** Numbers of a hidden state (tokens × channels) up to which one thread is faster than two. */
  private static final long SMALL = 256 * 1024;

  private final int width;
  private final ExecutorService pool; // null if one after the other

  private Rounds(int width, ExecutorService pool) {
    this.width = width;
    this.pool = pool;
  }

  /** Whether a hidden state of so many tokens × channels is worth one thread only. */
  public static boolean isSmall(long tokens, int hidden) {
    return tokens * hidden <= SMALL;
  }

  /**
   * For so many things.
   *
   * @param small whether each is {@link #isSmall}
   */
  public static Rounds of(int things, boolean small) {
    if (!small) {
      return new Rounds(1, null);
    }
    int width = Math.max(1, Math.min(things, Runtime.getRuntime().availableProcessors()));
    return new Rounds(width, Executors.newFixedThreadPool(width, Engines::oneThread));
  }

  /** One thing after the other, on the caller's thread. */
  public static Rounds inTurn() {
    return of(1, false);
  }

  /** Whether the work is done on threads of its own. */
  public boolean threads() {
    return pool != null;
  }

  /** A round of all things; it is over when all are done. Gives their results in order. */
  public <T, R> List<R> all(List<T> things, Function<T, R> work) {
    List<R> results = new ArrayList<>();
    all(things, work, results::add);
    return results;
  }

  /** What was done before the first thing that failed is taken, too. */
  private <T, R> void all(List<T> things, Function<T, R> work, Consumer<R> taken) {
    if (pool == null) {
      things.forEach(thing -> taken.accept(work.apply(thing)));
      return;
    }
    List<CompletableFuture<R>> begun =
        things.stream()
            .map(thing -> CompletableFuture.supplyAsync(() -> work.apply(thing), pool))
            .toList();
    CompletableFuture.allOf(begun.toArray(CompletableFuture[]::new))
        .exceptionally(e -> null)
        .join();
    for (CompletableFuture<R> each : begun) {
      taken.accept(result(each));
    }
  }

  private static <R> R result(CompletableFuture<R> done) {
    try {
      return done.join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof Error error) {
        throw error;
      }
      throw e.getCause() instanceof RuntimeException why ? why : e;
    }
  }

  /**
   * Rounds of as many things as are done at once.
   *
   * @param taken hears of every result, in order, on the caller's thread
   * @param goesOn asked after each round
   */
  public <T, R> void each(
      List<T> things, Function<T, R> work, Consumer<R> taken, BooleanSupplier goesOn) {
    for (int i = 0; i < things.size(); i += width) {
      all(things.subList(i, Math.min(i + width, things.size())), work, taken);
      if (!goesOn.getAsBoolean()) {
        return;
      }
    }
  }

  /** Waits for what is under way: its arrays must not be freed before. */
  @Override
  public void close() {
    if (pool == null) {
      return;
    }
    pool.shutdown();
    boolean interrupted = false;
    for (boolean over = false; !over; ) {
      try {
        over = pool.awaitTermination(1, TimeUnit.DAYS);
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
