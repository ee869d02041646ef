package minitron.runs;

import java.util.Locale;
import java.util.function.LongSupplier;

/** What a long call tells of its way, and asks: whether it is to stop. */
@FunctionalInterface
public interface Progress {
  /** Hears nothing, and never stops a call; an interrupt of its thread does. */
  Progress SILENT = ((Progress) (done, total, note) -> {}).silent();

  /**
   * Called after each piece of work.
   *
   * @param done pieces done
   * @param total pieces in all
   * @param note what to show beside them, for example a loss; empty if nothing
   */
  void at(long done, long total, String note);

  /** Whether what {@link #at} is told next would be shown: only then a note is worth its time. */
  default boolean due() {
    return true;
  }

  /**
   * Called with a value that a curve may be drawn of.
   *
   * @param name of the curve
   * @param done pieces done
   * @param value what was measured then
   */
  default void measured(String name, long done, double value) {}

  /** Called with a sentence for the one who waits, for example where a call goes on from. */
  default void said(String sentence) {}

  /** Whether the call is to end now, with what it has. */
  default boolean cancelled() {
    return Thread.currentThread().isInterrupted();
  }

  /**
   * For a part of a call: its way is a note beside that of the whole.
   *
   * @param done pieces of the whole that are done
   * @param total pieces of the whole
   * @param unit what the part counts
   */
  default Progress part(LongSupplier done, long total, String unit) {
    Progress whole = this;
    return new Progress() {
      @Override
      public void at(long own, long all, String note) {
        if (whole.due()) {
          String way = String.format(Locale.ROOT, "%,d of %,d %s", own, all, unit);
          whole.at(done.getAsLong(), total, note.isEmpty() ? way : way + ", " + note);
        }
      }

      @Override
      public boolean due() {
        return whole.due();
      }

      @Override
      public boolean cancelled() {
        return whole.cancelled();
      }
    };
  }

  /** For a part of a call: tells nothing, and stops when the call is to stop. */
  default Progress silent() {
    Progress whole = this;
    return new Progress() {
      @Override
      public void at(long done, long total, String note) {}

      @Override
      public boolean due() {
        return false;
      }

      @Override
      public boolean cancelled() {
        return whole.cancelled();
      }
    };
  }
}
