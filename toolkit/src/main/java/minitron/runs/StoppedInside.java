package minitron.runs;

import java.util.concurrent.CancellationException;

/**
 * A wish to stop that was followed in the middle of a piece of work. The piece does not count: who
 * does one piece after the other ends with those before it.
 */
public final class StoppedInside extends CancellationException {
  private static final long serialVersionUID = 1;

  /** A piece that was left. */
  public StoppedInside() {
    super("Stopped on request in the middle of a batch.");
  }
}
