package minitron.paper;

import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;
import minitron.report.Columns;
import minitron.report.Markdown;
import minitron.report.Showable;
import minitron.report.plot.LinePlot;
import minitron.train.Run;
import minitron.train.state.StepRecord;
import tech.tablesaw.api.Table;

/**
 * What the steps of an experiment's runs were like: learning rates, gradients, their own losses.
 *
 * @param names of the arms
 * @param runs of each arm, one for each seed
 */
public record ArmSteps(List<String> names, List<List<Run>> runs) implements Showable {
  /** Keeps the runs as they are now. */
  public ArmSteps {
    names = List.copyOf(names);
    runs = List.copyOf(runs);
  }

  /**
   * A measure over the steps, counted from 1: a line for each arm, the mean of its seeds, with a
   * band from the least to the greatest.
   *
   * @param yTitle what the measure is, with its unit
   * @param of the measure: {@code step -> step.learningRate()}
   */
  public LinePlot plot(String yTitle, ToDoubleFunction<StepRecord> of) {
    var plot = new LinePlot("", "step", yTitle).counting();
    for (int arm = 0; arm < names.size(); arm++) {
      List<Run> seeds = runs.get(arm);
      plot.seeds(
          names.get(arm),
          each(seeds.get(0), StepRecord::step),
          seeds.stream().map(run -> each(run, of)).toArray(double[][]::new));
    }
    return plot;
  }

  /**
   * What clipping had to do, a row for each arm: the gradient's norm before clipping at the first
   * step, its mean and the greatest of any step and seed, and the share of the steps whose gradient
   * was longer than 1 and was scaled down to 1.
   */
  public Table clipping() {
    return Table.create(
        "gradient norms",
        Columns.text("arm", names),
        Columns.fixed("first step", 2, means(run -> norms(run)[0])),
        Columns.fixed("mean", 2, means(run -> mean(norms(run)))),
        Columns.fixed(
            "greatest",
            2,
            runs.stream()
                .mapToDouble(all -> all.stream().mapToDouble(ArmSteps::greatest).max().orElse(0))
                .toArray()),
        Columns.shares("steps clipped", means(run -> mean(each(run, s -> s.clipped() ? 1 : 0)))));
  }

  private double[] means(ToDoubleFunction<Run> of) {
    return runs.stream()
        .mapToDouble(all -> all.stream().mapToDouble(of).average().orElse(Double.NaN))
        .toArray();
  }

  private static double[] norms(Run run) {
    return each(run, StepRecord::gradientNorm);
  }

  private static double greatest(Run run) {
    return run.steps().stream().mapToDouble(StepRecord::gradientNorm).max().orElse(0);
  }

  private static double mean(double[] values) {
    return Arrays.stream(values).average().orElse(Double.NaN);
  }

  private static double[] each(Run run, ToDoubleFunction<StepRecord> of) {
    return run.steps().stream().mapToDouble(of).toArray();
  }

  @Override
  public List<?> parts() {
    return List.of(clipping());
  }

  @Override
  public String toString() {
    return Markdown.table(clipping());
  }
}
