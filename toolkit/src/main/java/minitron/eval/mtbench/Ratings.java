package minitron.eval.mtbench;

import java.util.List;
import java.util.OptionalDouble;

/** Means over the ratings that there are: one that is −1 counts nowhere. */
public final class Ratings {
  /** What a judgment without a rating scores. */
  public static final double NONE = -1;

  private Ratings() {}

  /** The mean of single ratings, whatever turn they are of; empty if there is none. */
  public static OptionalDouble mean(List<Double> ratings) {
    return ratings.stream().mapToDouble(rating -> rating).filter(r -> r != NONE).average();
  }
}
