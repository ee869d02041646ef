package minitron.prune;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import minitron.model.ModelConfig;
import minitron.report.Columns;
import minitron.report.Markdown;
import minitron.report.Showable;
import minitron.report.plot.LinePlot;
import tech.tablesaw.api.Table;

/**
 * How much a choice of width hangs on the calibration samples: two sets that share no sample, of
 * which one is taken whole and of the other first a few, then more.
 *
 * @param samples how many of the other set, ascending; the last is as many as the first set has
 * @param models for each model, the agreement after so many samples
 * @param byChance what a choice by lot would have in common, for each of {@link Agreement#AXES}
 */
public record Stability(List<Integer> samples, List<List<Agreement>> models, List<Double> byChance)
    implements Showable {

  /** Copies. */
  public Stability {
    samples = List.copyOf(samples);
    models = models.stream().map(List::copyOf).toList();
    byChance = List.copyOf(byChance);
  }

  /** Of models of one architecture, and for a target. */
  public static Stability of(
      List<Integer> samples, List<List<Agreement>> models, ModelConfig config, WidthTarget target) {
    return new Stability(samples, models, Agreement.byChance(config, target));
  }

  /** Numbers of samples up to the most, each four times the one before; the least is 2 to 7. */
  public static List<Integer> samples(int most) {
    if (most < 2) {
      throw new IllegalArgumentException(
          "Samples are compared with other samples: %d were asked for; allowed: 2 or more."
              .formatted(most));
    }
    List<Integer> ascending = new ArrayList<>();
    for (int n = most; n >= 2; n /= 4) {
      ascending.add(0, n);
    }
    return ascending;
  }

  /**
   * The share of the kept that two sets of the most samples have in common, per cent, one for each
   * model.
   *
   * @param axis one of {@link Agreement#AXES}
   */
  public double[] points(String axis) {
    int last = samples.size() - 1;
    return each(last, Agreement::kept, index(axis)).map(share -> 100 * share).toArray();
  }

  private static int index(String axis) {
    int index = Agreement.AXES.indexOf(axis);
    if (index < 0) {
      throw new IllegalArgumentException(
          "There is no axis '%s'; there are %s."
              .formatted(axis, String.join(", ", Agreement.AXES)));
    }
    return index;
  }

  private DoubleStream each(int size, Function<Agreement, List<Double>> of, int axis) {
    return models.stream().mapToDouble(model -> of.apply(model.get(size)).get(axis));
  }

  /** The shares over the number of samples: the mean of the models, and a band. */
  public LinePlot plot() {
    var plot = new LinePlot("", "calibration samples", "kept by both sets of samples");
    double[] x = samples.stream().mapToDouble(n -> n).toArray();
    for (String axis : Agreement.AXES) {
      plot.seeds(
          axis,
          x,
          models.stream()
              .map(model -> model.stream().mapToDouble(a -> a.kept().get(index(axis))).toArray())
              .toArray(double[][]::new));
    }
    return plot.logarithmicX().percent();
  }

  /** A row for each number of samples: the shares and the correlations, means of the models. */
  public Table table() {
    Table table =
        Table.create(
            "another set of samples",
            Columns.text(
                "samples",
                Stream.concat(samples.stream().map(String::valueOf), Stream.of("by chance"))
                    .toList()));
    for (int axis = 0; axis < Agreement.AXES.size(); axis++) {
      String name = Agreement.AXES.get(axis);
      table.addColumns(
          Columns.shares(name, means(Agreement::kept, axis, byChance.get(axis))),
          Columns.fixed("ρ of " + name, 3, means(Agreement::correlation, axis, 0)));
    }
    return table;
  }

  private double[] means(Function<Agreement, List<Double>> of, int axis, double chance) {
    double[] means =
        IntStream.range(0, samples.size())
            .mapToDouble(size -> each(size, of, axis).average().orElse(Double.NaN))
            .toArray();
    double[] all = Arrays.copyOf(means, means.length + 1);
    all[means.length] = chance;
    return all;
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
