package minitron.tensor;

/** Hears how far a long call has come. */
@FunctionalInterface
public interface Progress {
  /**
   * Called after each piece of work.
   *
   * @param done pieces done
   * @param total pieces in all
   * @param note what to show beside them, for example a loss; empty if nothing
   */
  void at(long done, long total, String note);

  /**
   * Called with a value that a curve may be drawn of.
   *
   * @param name of the curve
   * @param done pieces done
   * @param value what was measured then
   */
  default void measured(String name, long done, double value) {}

  /** Hears nothing. */
  Progress SILENT = (done, total, note) -> {};
}
