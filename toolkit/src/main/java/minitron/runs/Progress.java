package minitron.runs;

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
