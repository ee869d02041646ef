package minitron.paper;

import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import minitron.model.LmLoss;
import minitron.report.Columns;
import minitron.report.Markdown;
import minitron.report.Ranks;
import minitron.report.Showable;
import minitron.report.plot.LinePlot;
import minitron.runs.Ending;
import minitron.train.Run;
import minitron.train.state.ValidationLoss;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.Table;

/**
 * The runs of an experiment, which can be compared seed by seed.
 *
 * @param names of the arms
 * @param runs a list for each seed, with a run of each arm
 * @param ending whether all seeds were trained
 */
public record ArmRuns(List<String> names, List<List<Run>> runs, Ending ending) implements Showable {
  /** Keeps the runs as they are now. */
  public ArmRuns {
    names = List.copyOf(names);
    runs = List.copyOf(runs);
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

  /** Their mean. */
  public double loss(String name) {
    return mean(losses(name));
  }

  /** The name of the arm with the least mean loss after the training. */
  public String best() {
    return Collections.min(trained().names, Comparator.comparingDouble(this::loss));
  }

  private double[] each(String name, ToDoubleFunction<List<ValidationLoss>> of) {
    return of(name).stream()
        .map(Run::validations)
        .mapToDouble(looks -> looks.isEmpty() ? Double.NaN : of.applyAsDouble(looks))
        .toArray();
  }

  /** By how many per cent an arm's last loss is below another's, one for each seed. */
  public double[] reductions(String name, String other) {
    return Pairs.each(losses(name), losses(other), (one, two) -> 100 * (two - one) / two);
  }

  /** The least lead of an arm over another at any look, in nats; below 0 where it is behind. */
  public double[] leads(String name, String other) {
    return IntStream.range(0, runs.size())
        .mapToDouble(seed -> -Arrays.stream(above(name, other, seed)).max().orElse(Double.NaN))
        .toArray();
  }

  /** By how much an arm's loss is above another's, look by look. */
  private double[] above(String name, String other, int seed) {
    return Pairs.each(curve(name, seed), curve(other, seed), (one, two) -> one - two);
  }

  private double[] curve(String name, int seed) {
    return of(name).get(seed).validations().stream().mapToDouble(ValidationLoss::loss).toArray();
  }

  /** When each arm is where another ends, seed by seed. */
  public ToReach toReach(String other) {
    return ToReach.of(other, names, names.stream().map(this::of).toList(), of(other));
  }

  /**
   * How far the losses before the training foretell those after it: Spearman's ρ over the arms, one
   * for each seed, 1 for the same order; NaN for fewer than two arms.
   */
  public double[] foretold() {
    List<double[]> before = names.stream().map(this::before).toList();
    List<double[]> after = names.stream().map(this::losses).toList();
    return IntStream.range(0, runs.size())
        .mapToDouble(
            seed ->
                Ranks.correlation(
                    before.stream().mapToDouble(all -> all[seed]).toArray(),
                    after.stream().mapToDouble(all -> all[seed]).toArray()))
        .toArray();
  }

  /** The arms' scores in the benchmarks of a table, seed by seed. */
  public ArmScores ask(PaperTable plan) {
    return ArmScores.of(plan, names, trained().runs);
  }

  /** What their steps were like. */
  public ArmSteps steps() {
    return new ArmSteps(trained().names, names.stream().map(this::of).toList());
  }

  /** The losses after the training: a row for each seed, in the order of the arms. */
  public double[][] ends() {
    return seeds(seed -> runs.get(seed).stream().mapToDouble(Run::loss).toArray());
  }

  /** LM validation loss over the tokens of training: the mean of the seeds, and a band. */
  public LinePlot plot() {
    Map<String, double[][]> curves = new LinkedHashMap<>();
    names.forEach(name -> curves.put(name, seeds(seed -> curve(name, seed))));
    return SeedCurves.plot(looks(), curves, LmLoss.VALIDATION_IN_NATS);
  }

  /** By how much an arm's loss is above another's over the tokens of training. */
  public LinePlot distance(String name, String other) {
    Map<String, double[][]> curves =
        Map.of(name + " − " + other, seeds(seed -> above(name, other, seed)));
    return SeedCurves.plot(looks(), curves, "difference of the losses (nats)").baseline("equal", 0);
  }

  private List<ValidationLoss> looks() {
    return trained().runs.get(0).get(0).validations();
  }

  private double[][] seeds(IntFunction<double[]> of) {
    return IntStream.range(0, runs.size()).mapToObj(of).toArray(double[][]::new);
  }

  /** A row for each arm: its size, and its loss before and after the training. */
  public Table table() {
    var sizes = trained().runs.get(0).stream().mapToLong(run -> run.model().parameterCount());
    return Table.create(
        runs.size() == 1 ? "one seed" : runs.size() + " seeds",
        Columns.text("arm", names),
        Columns.counts("parameters", sizes.toArray()),
        fixed("loss before (nats)", 3, name -> mean(before(name))),
        fixed("loss after (nats)", 3, this::loss),
        fixed("least", 3, name -> Arrays.stream(losses(name)).min().orElse(Double.NaN)),
        fixed("most", 3, name -> Arrays.stream(losses(name)).max().orElse(Double.NaN)));
  }

  private DoubleColumn fixed(String title, int decimals, ToDoubleFunction<String> of) {
    return Columns.fixed(title, decimals, names.stream().mapToDouble(of).toArray());
  }

  private static double mean(double[] values) {
    return Arrays.stream(values).average().orElse(Double.NaN);
  }

  private ArmRuns trained() {
    if (runs.isEmpty()) {
      throw new IllegalArgumentException(
          "No seed of the arms %s is trained to its end (%s)."
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
