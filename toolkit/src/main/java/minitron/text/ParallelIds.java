package minitron.text;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import minitron.text.corpus.TokenWriter;

/** Tokenizes pieces on all cores and writes their ids in the order in which they came. */
final class ParallelIds implements AutoCloseable {
  /**
   * Characters of a piece that is best: of longer ones what the library remembers leaves the cores'
   * caches. Smaller ones are taken together.
   */
  static final int PIECE = 1 << 14;

  private static final long GARBAGE = 32_000_000;

  private final PieceIds ids;
  private final TokenWriter writer;
  private final int threads = Runtime.getRuntime().availableProcessors();
  private final ExecutorService workers =
      Executors.newFixedThreadPool(threads, ParallelIds::daemon);
  private final ArrayDeque<Future<List<int[]>>> running = new ArrayDeque<>();
  private List<Piece> task = new ArrayList<>();
  private int characters;
  private long leastUsed = used();

  ParallelIds(PieceIds ids, TokenWriter writer) {
    this.ids = ids;
    this.writer = writer;
  }

  private static Thread daemon(Runnable work) {
    var thread = new Thread(work, "tokenizer");
    thread.setDaemon(true);
    return thread;
  }

  /** Takes a piece up, and waits while the cores have enough to do. */
  void add(Piece piece) {
    task.add(piece);
    characters += piece.text().length();
    if (characters >= PIECE) {
      submit();
    }
    while (running.size() > 2 * threads) {
      write();
    }
  }

  private void submit() {
    List<Piece> pieces = task;
    running.add(workers.submit(() -> pieces.stream().map(ids::of).toList()));
    task = new ArrayList<>();
    characters = 0;
  }

  /** Waits for the rest. */
  void end() {
    submit();
    while (!running.isEmpty()) {
      write();
    }
  }

  private void write() {
    try {
      running.remove().get().forEach(writer::add);
      tidy();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException ours) {
        throw ours;
      }
      if (e.getCause() instanceof Error error) {
        throw error;
      }
      throw new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw (CancellationException) new CancellationException("Stopped on request.").initCause(e);
    }
  }

  /** Left alone, Java lets garbage grow to its share of the machine before it looks at any. */
  private void tidy() {
    if (used() > leastUsed + GARBAGE) {
      System.gc();
      leastUsed = used();
    }
  }

  private static long used() {
    Runtime java = Runtime.getRuntime();
    return java.totalMemory() - java.freeMemory();
  }

  /** Ends the threads, each after its piece. */
  @Override
  public void close() {
    workers.shutdownNow();
  }
}
