package minitron.eval;

import java.util.List;
import java.util.function.Function;

/**
 * What a task reports.
 *
 * @param name the harness's: {@code acc}
 * @param filter how answers are read before they are judged; {@code none} for as they are
 * @param higherIsBetter which way is better
 * @param aggregation from the documents' scores to the task's
 */
public record Measure(
    String name,
    String filter,
    boolean higherIsBetter,
    Function<List<Double>, Estimate> aggregation) {

  /** A mean of raw answers' scores, higher being better. */
  public static Measure mean(String name) {
    return new Measure(name, "none", true, Estimate::mean);
  }
}
