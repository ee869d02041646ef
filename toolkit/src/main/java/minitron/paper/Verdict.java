package minitron.paper;

import minitron.report.Numbers;

/**
 * A claim of the paper and what the seeds of an experiment say of it.
 *
 * @param claim the sentence
 * @param place where the paper says so
 * @param paper its own figure, or empty
 * @param outcome by the interval and the margin
 * @param unit of the numbers; or, where it is not testable, why
 * @param mean over the seeds
 * @param low end of the 95 % interval of the mean
 * @param high its other end
 * @param margin that the interval is compared with
 * @param seeds how many there were
 */
public record Verdict(
    String claim,
    String place,
    String paper,
    Outcome outcome,
    String unit,
    double mean,
    double low,
    double high,
    double margin,
    int seeds) {

  /** What was measured, in a sentence. */
  public String measured() {
    return switch (outcome) {
      case NOT_TESTABLE -> unit;
      case NONE ->
          rounded(mean) + " " + unit + " with " + seeds + (seeds == 1 ? " seed" : " seeds");
      default ->
          "%s %s (95 %% interval %s to %s, %d seeds; margin %s)"
              .formatted(
                  rounded(mean), unit, rounded(low), rounded(high), seeds, Numbers.number(margin));
    };
  }

  private String rounded(double value) {
    return Numbers.against(margin, value);
  }

  @Override
  public String toString() {
    String figure = paper.isEmpty() ? "" : ", paper: " + paper;
    return "%s (%s%s)\n  %s: %s".formatted(claim, place, figure, outcome, measured());
  }
}
