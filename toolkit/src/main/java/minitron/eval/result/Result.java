package minitron.eval.result;

import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import minitron.eval.metric.Metric;
import minitron.eval.metric.Score;

/** What tables and files tell alike of a task and of a group. */
interface Result {
  String name();

  String alias();

  double version();

  /**
   * Solved examples before every question; empty for a group of groups, of which the harness tells
   * neither shots nor which way is better.
   */
  OptionalInt toldShots();

  int asked();

  List<Score> scores();

  /** What blind guessing would score; empty where nobody says. */
  default OptionalDouble chance(Metric metric) {
    return OptionalDouble.empty();
  }

  /** The shots in a table's cell. */
  default String shotsText() {
    return toldShots().isPresent() ? String.valueOf(toldShots().getAsInt()) : "";
  }
}
