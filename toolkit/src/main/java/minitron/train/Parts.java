package minitron.train;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.LongStream;
import minitron.runs.Progress;

/**
 * The progress of several runs as that of one: the line counts what all have done. Where they run
 * on threads of their own, what they tell waits for the caller's.
 */
final class Parts {
  private final Progress whole;
  private final long[] done;
  private final Thread caller = Thread.currentThread();
  private final Queue<Runnable> waiting = new ConcurrentLinkedQueue<>();
  private final boolean threads;

  Parts(Progress whole, int runs, boolean threads) {
    this.whole = whole;
    this.done = new long[runs];
    this.threads = threads;
  }

  /** Tells what has waited. */
  void tell() {
    for (Runnable next = waiting.poll(); next != null; next = waiting.poll()) {
      next.run();
    }
  }

  private void tell(Runnable news) {
    if (threads) {
      waiting.add(news);
    } else {
      news.run();
    }
  }

  /** The progress of a run, counted from 0. */
  Progress of(int number) {
    return new Progress() {
      @Override
      public void at(long own, long total, String note) {
        tell(
            () -> {
              done[number] = own;
              whole.at(LongStream.of(done).sum(), total * done.length, note);
            });
      }

      @Override
      public void measured(String name, long own, double value) {
        String mine = done.length == 1 ? name : name + ", " + (number + 1);
        tell(() -> whole.measured(mine, own, value));
      }

      @Override
      public void said(String sentence) {
        tell(() -> whole.said(sentence));
      }

      @Override
      public boolean due() {
        return whole.due();
      }

      @Override
      public boolean cancelled() {
        return whole.cancelled() || caller.isInterrupted();
      }
    };
  }
}
