package minitron.train;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import minitron.tensor.Engines;

/** Does the same with several things at once, a thread each; or with one after the other. */
final class Rounds implements AutoCloseable {
  private final ExecutorService pool;

  /** For so many things, as far as there are processors. */
  Rounds(int things) {
    int threads = Math.min(things, Runtime.getRuntime().availableProcessors());
    this.pool = threads > 1 ? Executors.newFixedThreadPool(threads) : null;
  }

  /** Whether they are done at once. */
  boolean parallel() {
    return pool != null;
  }

  /** A round: it is over when all are. */
  <T> void each(List<T> things, Consumer<T> work) {
    if (pool == null) {
      things.forEach(work);
      return;
    }
    try {
      CompletableFuture.allOf(
              things.stream().map(thing -> start(thing, work)).toArray(CompletableFuture[]::new))
          .join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof Error error) {
        throw error;
      }
      throw e.getCause() instanceof RuntimeException why ? why : e;
    }
  }

  private <T> CompletableFuture<Boolean> start(T thing, Consumer<T> work) {
    return CompletableFuture.supplyAsync(
        () ->
            Engines.withOneThread(
                () -> {
                  work.accept(thing);
                  return true;
                }),
        pool);
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
