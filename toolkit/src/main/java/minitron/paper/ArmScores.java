package minitron.paper;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import minitron.eval.result.Evaluation;
import minitron.report.Columns;
import minitron.report.Markdown;
import minitron.report.Showable;
import minitron.train.Run;
import tech.tablesaw.api.Table;

/**
 * The scores of an experiment's arms.
 *
 * @param names of the arms
 * @param tables one for each seed, with a model of each arm's name
 */
public record ArmScores(List<String> names, List<PaperTable> tables) implements Showable {
  /** Keeps the tables as they are now. */
  public ArmScores {
    names = List.copyOf(names);
    tables = List.copyOf(tables);
  }

  /**
   * Asks all models what a table asks.
   *
   * @param runs a list for each seed, with a run of each arm
   */
  public static ArmScores of(PaperTable plan, List<String> names, List<List<Run>> runs) {
    List<PaperTable> tables = new ArrayList<>();
    for (List<Run> each : runs) {
      PaperTable table = plan;
      for (int arm = 0; arm < names.size(); arm++) {
        table = table.add(names.get(arm), each.get(arm));
      }
      tables.add(table);
    }
    return new ArmScores(names, tables);
  }

  /** An arm's scores in a benchmark, per cent, one for each seed; NaN if it is not run. */
  public double[] points(String name, String benchmark) {
    return tables.stream().mapToDouble(table -> 100 * table.score(name, benchmark)).toArray();
  }

  /**
   * The verdict on a claim that one arm scores more than another; not testable where both only
   * guess.
   *
   * @param margin in points
   */
  public Verdict more(Claim claim, String benchmark, String one, String other, double margin) {
    return knows(one, benchmark) || knows(other, benchmark)
        ? claim.more("points", points(one, benchmark), points(other, benchmark), margin)
        : guessed(claim, benchmark);
  }

  /**
   * The verdict on a claim that an arm scores more than a bound; not testable where it only
   * guesses.
   *
   * @param bound per cent
   */
  public Verdict above(Claim claim, String benchmark, String one, double bound) {
    return knows(one, benchmark)
        ? claim.above("%", points(one, benchmark), bound)
        : guessed(claim, benchmark);
  }

  /**
   * Whether an arm does more than guess: on average two standard errors above chance. One seed is
   * too little to deny it.
   */
  private boolean knows(String name, String benchmark) {
    return tables.size() < 2
        || tables.stream()
                .mapToDouble(table -> overChance(table, name, benchmark))
                .average()
                .orElse(0)
            > 0;
  }

  private static double overChance(PaperTable table, String name, String benchmark) {
    return row(table, benchmark).overChance(table.evaluations(name));
  }

  private static PaperTableRow row(PaperTable table, String benchmark) {
    return table.rows().get(table.index(benchmark));
  }

  private static Verdict guessed(Claim claim, String benchmark) {
    return claim.untestable("none of these models does more than guess in " + benchmark);
  }

  /**
   * A row for each benchmark that was asked: what guessing gives, and the mean of the seeds for
   * each arm.
   */
  public Table table() {
    PaperTable first = tables.get(0);
    List<String> asked = first.asked();
    List<Evaluation> one = first.evaluations(names.get(0));
    double[] chances =
        asked.stream().mapToDouble(each -> 100 * row(first, each).chance(one)).toArray();
    Table table =
        Table.create(
            "per cent", Columns.text("benchmark", asked), Columns.fixed("chance", 1, chances));
    for (String name : names) {
      double[] means =
          asked.stream()
              .mapToDouble(each -> Arrays.stream(points(name, each)).average().orElse(Double.NaN))
              .toArray();
      table.addColumns(Columns.fixed(name, 1, means));
    }
    return table;
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
