package minitron.checkpoint;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Writes on a thread of its own what it was given, while the next is read and cut: of two buffers
 * one is filled and one is written. An interrupt, which is a wish to stop, waits for both.
 */
final class WriteBehind implements TensorSource.Sink, AutoCloseable {
  private static final int PART = 4 << 20;

  private final OutputStream out;
  private final ExecutorService writer = Executors.newSingleThreadExecutor(WriteBehind::daemon);
  private byte[] filling = new byte[PART];
  private byte[] other;
  private int filled;
  private CompletableFuture<Void> written = CompletableFuture.completedFuture(null);

  WriteBehind(OutputStream out) {
    this.out = out;
  }

  private static Thread daemon(Runnable work) {
    Thread thread = new Thread(work, "minitron-writer");
    thread.setDaemon(true);
    return thread;
  }

  @Override
  public void write(ByteBuffer bytes) throws IOException {
    while (bytes.hasRemaining()) {
      int count = Math.min(bytes.remaining(), PART - filled);
      bytes.get(filling, filled, count);
      filled += count;
      if (filled == PART) {
        flush();
      }
    }
  }

  private void flush() throws IOException {
    await();
    byte[] full = filling;
    int count = filled;
    filling = other == null ? new byte[PART] : other;
    other = full;
    filled = 0;
    written = CompletableFuture.runAsync(() -> put(full, count), writer);
  }

  private void put(byte[] bytes, int count) {
    try {
      out.write(bytes, 0, count);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A failure is told once. */
  private void await() throws IOException {
    CompletableFuture<Void> last = written;
    written = CompletableFuture.completedFuture(null);
    try {
      last.join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof UncheckedIOException failed) {
        throw failed.getCause();
      }
      throw e;
    }
  }

  /** Writes the rest; the stream stays open. */
  @Override
  public void close() throws IOException {
    try {
      flush();
      await();
    } finally {
      writer.shutdown();
    }
  }
}
