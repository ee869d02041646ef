package minitron.report;

/**
 * The x axis of a training curve.
 *
 * @param unit how many tokens are one unit of the axis
 * @param title its title
 */
public record TokenAxis(double unit, String title) {
  private static final double THOUSAND = 1e3;
  private static final double MILLION = 1e6;

  /** The axis for so many tokens: in millions from 2 million on, else in thousands. */
  public static TokenAxis of(long most) {
    return most < 2 * MILLION
        ? new TokenAxis(THOUSAND, "training tokens (thousands)")
        : new TokenAxis(MILLION, "training tokens (millions)");
  }

  /** The place of so many tokens on the axis. */
  public double at(long tokens) {
    return tokens / unit;
  }
}
