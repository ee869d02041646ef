package minitron.paper;

import java.util.Locale;

/** What an experiment says of a claim. */
public enum Outcome {
  /** The whole interval is on the claimed side of the margin. */
  HOLDS,
  /** The whole interval is on the other side. */
  DOES_NOT_HOLD,
  /** The margin is within the interval. */
  TOO_CLOSE("too close to call"),
  /** This world cannot answer. */
  NOT_TESTABLE("not testable in this world"),
  /** There were too few seeds for an interval, or a run gave no number. */
  NONE("no verdict");

  private final String words;

  Outcome() {
    this.words = name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  Outcome(String words) {
    this.words = words;
  }

  @Override
  public String toString() {
    return words;
  }
}
