package minitron.paper;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import minitron.report.Columns;
import minitron.report.Markdown;
import minitron.report.Showable;
import minitron.train.Run;
import tech.tablesaw.api.Table;

/**
 * When each arm is where another ends.
 *
 * @param goal the other arm
 * @param names of the arms
 * @param tokens of each arm, one for each seed: on the straight line between two looks; infinite
 *     where it never gets there
 * @param all tokens of the other's training
 * @param step tokens of one of its steps
 */
public record ToReach(String goal, List<String> names, List<double[]> tokens, double all, int step)
    implements Showable {

  static ToReach of(String goal, List<String> names, List<List<Run>> arms, List<Run> other) {
    List<double[]> tokens =
        arms.stream()
            .map(
                runs ->
                    IntStream.range(0, runs.size())
                        .mapToDouble(seed -> runs.get(seed).tokensTo(other.get(seed).loss()))
                        .toArray())
            .toList();
    var options = other.get(0).options();
    return new ToReach(goal, names, tokens, options.tokens(), options.batch() * options.length());
  }

  /** An arm's tokens, one for each seed. */
  public double[] tokens(String name) {
    return tokens.get(names.indexOf(name)).clone();
  }

  /**
   * How many times fewer tokens an arm needs, one for each seed: 0 where it never gets there. An
   * arm that is there before its first step counts as if it had taken one.
   */
  public double[] timesFewer(String name) {
    return Arrays.stream(tokens(name)).map(t -> all / Math.max(step, t)).toArray();
  }

  /** A row for each arm: tokens, and how many times fewer than the other took. */
  public Table table() {
    return Table.create(
        "to be where " + goal + " ends",
        Columns.text("arm", names),
        Columns.fixed("tokens", 0, names.stream().mapToDouble(n -> mean(tokens(n))).toArray()),
        Columns.fixed(
            "times fewer", 1, names.stream().mapToDouble(n -> mean(timesFewer(n))).toArray()));
  }

  private static double mean(double[] values) {
    return Arrays.stream(values).average().orElse(Double.NaN);
  }

  @Override
  public List<?> parts() {
    return List.of(table());
  }

  @Override
  public String toString() {
    return Markdown.table(table());
  }
}
