package minitron.io;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Reads or writes on a thread of its own while the caller works, one piece at a time. An interrupt,
 * which is a wish to stop and keep what is done, does not reach it: it would close a channel.
 */
public final class Beside implements AutoCloseable {
  private final ExecutorService thread = Executors.newSingleThreadExecutor(Beside::daemon);
  private CompletableFuture<Void> running = CompletableFuture.completedFuture(null);

  /** A piece of work. */
  @FunctionalInterface
  public interface Piece {
    /** Does it. */
    void run() throws IOException;
  }

  private static Thread daemon(Runnable work) {
    Thread thread = new Thread(work, "minitron-disk");
    thread.setDaemon(true);
    return thread;
  }

  /** Begins a piece as soon as the one before it is done; a failure of that one is thrown here. */
  public void begin(Piece piece) throws IOException {
    await();
    running = CompletableFuture.runAsync(() -> unchecked(piece), thread);
  }

  private static void unchecked(Piece piece) {
    try {
      piece.run();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Waits for the piece that runs; its failure is thrown once. */
  public void await() throws IOException {
    CompletableFuture<Void> last = running;
    running = CompletableFuture.completedFuture(null);
    try {
      last.join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof UncheckedIOException failed) {
        throw failed.getCause();
      }
      throw e;
    }
  }

  /** Waits for the piece that runs, and ends the thread. */
  @Override
  public void close() throws IOException {
    try {
      await();
    } finally {
      thread.shutdown();
    }
  }
}
