package minitron.infer;

import java.util.concurrent.CancellationException;

/** A wish to stop that a model followed, and how much it had answered then. */
public final class StoppedException extends CancellationException {
  private static final long serialVersionUID = 1;

  public StoppedException(int done, int all, String unit) {
    super("Stopped on request after " + done + " of " + all + " " + unit + ".");
  }
}
