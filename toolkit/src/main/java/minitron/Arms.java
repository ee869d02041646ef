package minitron;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.DoubleBinaryOperator;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.function.LongFunction;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import minitron.model.LmLoss;
import minitron.paper.ArmScores;
import minitron.paper.Table1;
import minitron.report.Columns;
import minitron.report.Markdown;
import minitron.report.Showable;
import minitron.report.plot.LinePlot;
import minitron.runs.Ending;
import minitron.train.Run;
import minitron.train.ValidationLoss;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.Table;

/**
 * The arms of an experiment: the same training of several models, once for each seed. Arms share
 * the seed, and with it the order of the data, so that they can be compared seed by seed.
 *
 * @param names of the arms
 * @param runs a list for each seed, with a run of each arm
 * @param ending whether all seeds were trained
 */
public record Arms(List<String> names, List<List<Run>> runs, Ending ending) implements Showable {

  /** The names of the arms of an experiment; {@link #over} trains them. */
  public static Arms named(String... names) {
    return new Arms(List.of(names), List.of(), Ending.WHOLE);
  }

  /** Keeps the runs as they are now. */
  public Arms {
    names = List.copyOf(names);
    runs = List.copyOf(runs);
  }

  /**
   * Trains all arms, once for each seed. A seed with a run that ended early is left out, and no
   * other is begun after it.
   *
   * @param seeds how many: 1, 2, …
   * @param train gives a run of each arm, in the order of the names, for a seed
   */
  public Arms over(int seeds, LongFunction<List<Run>> train) {
    List<List<Run>> whole = new ArrayList<>();
    for (long seed = 1; seed <= seeds; seed++) {
      List<Run> each = train.apply(seed);
      requireOneEach(each);
      Optional<Run> early = each.stream().filter(run -> !run.finished()).findFirst();
      if (early.isPresent()) {
        String why = "%d of %d seeds; %s".formatted(whole.size(), seeds, early.get().ending());
        return new Arms(names, whole, Ending.part(why));
      }
      whole.add(each);
    }
    return new Arms(names, whole, Ending.WHOLE);
  }

  private void requireOneEach(List<Run> of) {
    if (of.size() != names.size()) {
      throw new IllegalArgumentException(
          "There are %d arms (%s) and %d runs: give one run for each, in their order."
              .formatted(names.size(), String.join(", ", names), of.size()));
    }
  }

  /** An arm's runs, one for each seed. */
  public List<Run> of(String name) {
    int arm = names.indexOf(name);
    if (arm < 0) {
      throw new IllegalArgumentException(
          "There is no arm '%s'; there are %s.".formatted(name, String.join(", ", names)));
    }
    return runs.stream().map(each -> each.get(arm)).toList();
  }

  /** An arm's LM validation losses before the training, nats a token, one for each seed. */
  public double[] before(String name) {
    return each(name, looks -> looks.get(0).loss());
  }

  /** The same after the training. */
  public double[] losses(String name) {
    return each(name, looks -> looks.get(looks.size() - 1).loss());
  }

  /** The mean of the losses after the training. */
  public double loss(String name) {
    return mean(losses(name));
  }

  private double[] each(String name, ToDoubleFunction<List<ValidationLoss>> of) {
    return of(name).stream()
        .map(Run::validations)
        .mapToDouble(looks -> looks.isEmpty() ? Double.NaN : of.applyAsDouble(looks))
        .toArray();
  }

  /** By how many per cent an arm's last loss is below another's, one for each seed. */
  public double[] reductions(String name, String other) {
    return both(losses(name), losses(other), (one, two) -> 100 * (two - one) / two);
  }

  /** The least lead of an arm over another at any look, in nats; below 0 where it is behind. */
  public double[] leads(String name, String other) {
    return IntStream.range(0, runs.size())
        .mapToDouble(
            seed ->
                Arrays.stream(both(curve(name, seed), curve(other, seed), (one, two) -> two - one))
                    .min()
                    .orElse(Double.NaN))
        .toArray();
  }

  private double[] curve(String name, int seed) {
    return of(name).get(seed).validations().stream().mapToDouble(ValidationLoss::loss).toArray();
  }

  private static double[] both(double[] one, double[] other, DoubleBinaryOperator of) {
    return IntStream.range(0, Math.min(one.length, other.length))
        .mapToDouble(i -> of.applyAsDouble(one[i], other[i]))
        .toArray();
  }

  /**
   * After how many tokens an arm is where another ends, one for each seed: on the straight line
   * between two looks; infinite where it never gets there.
   */
  public double[] tokensToReach(String name, String other) {
    double[] goals = losses(other);
    return IntStream.range(0, runs.size())
        .mapToDouble(seed -> of(name).get(seed).tokensTo(goals[seed]))
        .toArray();
  }

  /**
   * How many times fewer tokens an arm needs to be where another ends, one for each seed: 0 where
   * it never gets there. An arm that is there before its first step counts as if it had taken one.
   */
  public double[] fewerTokens(String name, String other) {
    Run run = of(other).get(0);
    double all = run.options().tokens();
    double step = (double) run.options().batch() * run.options().length();
    return Arrays.stream(tokensToReach(name, other)).map(t -> all / Math.max(step, t)).toArray();
  }

  /** The arms' scores in the benchmarks of a table, seed by seed. */
  public ArmScores ask(Table1 plan) {
    return ArmScores.of(plan, names, trained().runs);
  }

  /** LM validation loss over the tokens of training: the mean of the seeds, and a band. */
  public LinePlot plot() {
    Map<String, double[][]> curves = new LinkedHashMap<>();
    names.forEach(name -> curves.put(name, seeds(seed -> curve(name, seed))));
    return Plots.seeds(trained().looks(), curves, LmLoss.VALIDATION_IN_NATS);
  }

  /** By how much an arm's loss is above another's over the tokens of training. */
  public LinePlot distance(String name, String other) {
    double[][] above = seeds(i -> both(curve(name, i), curve(other, i), (one, two) -> one - two));
    Map<String, double[][]> curves = Map.of(name + " − " + other, above);
    return Plots.seeds(trained().looks(), curves, "difference of the losses (nats)")
        .baseline("equal", 0);
  }

  private double[][] seeds(IntFunction<double[]> of) {
    return IntStream.range(0, runs.size()).mapToObj(of).toArray(double[][]::new);
  }

  private List<ValidationLoss> looks() {
    return runs.get(0).get(0).validations();
  }

  /** When each arm is where another ends: tokens, and how many times fewer than that took. */
  public Table toReach(String other) {
    return Table.create(
        "to be where " + other + " ends",
        Columns.text("arm", names),
        means("tokens", 0, name -> tokensToReach(name, other)),
        means("times fewer", 1, name -> fewerTokens(name, other)));
  }

  /** A row for each arm: its size, and its loss before and after the training. */
  public Table table() {
    List<Run> first = trained().runs.get(0);
    return Table.create(
        runs.size() == 1 ? "one seed" : runs.size() + " seeds",
        Columns.text("arm", names),
        Columns.counts(
            "parameters", first.stream().mapToLong(run -> run.model().parameterCount()).toArray()),
        means("loss before (nats)", 3, this::before),
        means("loss after (nats)", 3, this::losses),
        means("least", 3, name -> new double[] {Arrays.stream(losses(name)).min().orElse(0)}),
        means("most", 3, name -> new double[] {Arrays.stream(losses(name)).max().orElse(0)}));
  }

  private DoubleColumn means(String title, int decimals, Function<String, double[]> of) {
    return Columns.fixed(
        title, decimals, names.stream().mapToDouble(name -> mean(of.apply(name))).toArray());
  }

  private static double mean(double[] values) {
    return Arrays.stream(values).average().orElse(Double.NaN);
  }

  private Arms trained() {
    if (runs.isEmpty()) {
      throw new IllegalArgumentException(
          "No seed of the arms %s is trained to its end (%s): train them with over(…) first."
              .formatted(String.join(", ", names), ending));
    }
    return this;
  }

  @Override
  public List<?> parts() {
    return runs.isEmpty()
        ? List.of(toString())
        : ending.whole() ? List.of(table()) : List.of(table(), ending.text());
  }

  @Override
  public String toString() {
    String shown = runs.isEmpty() ? "arms: " + String.join(", ", names) : Markdown.table(table());
    return ending.whole() ? shown : shown + "\n\n" + ending;
  }
}
