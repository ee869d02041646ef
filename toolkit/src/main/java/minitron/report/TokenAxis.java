package minitron.report;

/**
 * An axis of training tokens.
 *
 * @param unit how many tokens one unit is
 * @param title what stands beside it
 */
public record TokenAxis(double unit, String title) {
  private static final double THOUSAND = 1e3;
  private static final double MILLION = 1e6;

  /** The axis that reaches so far: in thousands, or in millions from two of them on. */
  public static TokenAxis of(long most) {
    return most < 2 * MILLION
        ? new TokenAxis(THOUSAND, "training tokens (thousands)")
        : new TokenAxis(MILLION, "training tokens (millions)");
  }

  /** Where so many tokens stand. */
  public double at(long tokens) {
    return tokens / unit;
  }
}
