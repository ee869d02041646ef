package minitron;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import minitron.model.LmLoss;
import minitron.model.ModelConfig;
import minitron.prune.Sensitivity;
import minitron.prune.Sensitivity.Block;
import minitron.prune.WidthScores;
import minitron.report.TokenAxis;
import minitron.report.plot.BarPlot;
import minitron.report.plot.Blueprint;
import minitron.report.plot.HeatMap;
import minitron.report.plot.LinePlot;
import minitron.search.Architecture;
import minitron.train.Run;
import minitron.train.state.ValidationLoss;

/** Plots in the look of the paper's figures. Show one as a cell's last line, or by {@link Show}. */
public final class Plots {
  private static final int GROUPS = 64;

  private Plots() {}

  /** Lines over an axis; add them by name. */
  public static LinePlot lines(String title, String xTitle, String yTitle) {
    return new LinePlot(title, xTitle, yTitle);
  }

  /** How a model is built, drawn from its config, with the parameters of each part. */
  public static Blueprint architecture(ModelConfig config) {
    return Architecture.of(config);
  }

  /** Bars over names; add them by name. */
  public static BarPlot bars(String title, String yTitle, String... names) {
    return new BarPlot(title, yTitle, names);
  }

  /** A field of cells, row by row from the bottom. */
  public static HeatMap heatMap(String title, String xTitle, String yTitle, double[][] values) {
    return new HeatMap(title, xTitle, yTitle, values);
  }

  /** LM validation loss, which is that on held-out text, over the tokens of training. */
  public static LinePlot curves(String name, Run run) {
    return curves(Map.of(name, run));
  }

  /** The same of two runs. */
  public static LinePlot curves(String name, Run run, String other, Run otherRun) {
    Map<String, Run> runs = new LinkedHashMap<>(Map.of(name, run));
    runs.put(other, otherRun);
    return curves(runs);
  }

  /** The same of three runs. */
  public static LinePlot curves(
      String name, Run run, String other, Run otherRun, String third, Run thirdRun) {
    Map<String, Run> runs = new LinkedHashMap<>(Map.of(name, run));
    runs.put(other, otherRun);
    runs.put(third, thirdRun);
    return curves(runs);
  }

  /**
   * The same of any number of runs, in the map's order, without those that were stopped before they
   * had looked at held-out text.
   *
   * @throws IllegalArgumentException if none has
   */
  public static LinePlot curves(Map<String, Run> runs) {
    long most = runs.values().stream().mapToLong(Plots::reach).max().orElse(-1);
    if (most < 0) {
      throw new IllegalArgumentException(
          "No run of %s has a validation loss: train for longer, and on a corpus that is split."
              .formatted(String.join(", ", runs.keySet())));
    }
    TokenAxis axis = TokenAxis.of(most);
    LinePlot plot = lines("", axis.title(), LmLoss.VALIDATION_IN_NATS);
    runs.forEach(
        (name, run) -> {
          List<ValidationLoss> looks = run.validations();
          if (!looks.isEmpty()) {
            double[] x = looks.stream().mapToDouble(look -> axis.at(look.tokens())).toArray();
            plot.line(name, x, looks.stream().mapToDouble(ValidationLoss::loss).toArray());
          }
        });
    return plot;
  }

  private static long reach(Run run) {
    return run.validations().stream().mapToLong(ValidationLoss::tokens).max().orElse(-1);
  }

  /**
   * How unequal the neurons of each layer are: a row a layer, its neurons from the most important
   * to the least, in up to 64 groups, each score as a share of the layer's greatest.
   */
  public static HeatMap neurons(WidthScores scores) {
    double[][] rows = scores.mlp().stream().map(Plots::sortedShares).toArray(double[][]::new);
    return heatMap(
        "MLP neurons: score as a share of the layer's greatest",
        "neurons, the most important first (groups of %d)"
            .formatted(group(scores.mlp().get(0).size())),
        "layer no.",
        rows);
  }

  private static int group(int neurons) {
    return (neurons + GROUPS - 1) / GROUPS;
  }

  private static double[] sortedShares(List<Float> scores) {
    double[] sorted =
        scores.stream().sorted(Comparator.reverseOrder()).mapToDouble(Float::doubleValue).toArray();
    int group = group(sorted.length);
    return IntStream.iterate(0, first -> first < sorted.length, first -> first + group)
        .mapToObj(first -> Arrays.stream(sorted, first, Math.min(sorted.length, first + group)))
        .mapToDouble(neurons -> neurons.average().orElseThrow() / sorted[0])
        .toArray();
  }

  /**
   * What dropping a block of layers costs, in the look of the paper's Figure 8: for each size of
   * block the LM losses over the number of the block's last layer, counted from 1, and the whole
   * model's as a dashed line.
   */
  public static LinePlot depthSweep(Sensitivity sweep, int layers) {
    // The first layers cost so much that only a logarithmic axis tells the others apart.
    LinePlot plot = lines("", "layer no.", LmLoss.VALIDATION_IN_NATS).counting().logarithmic();
    var sizes = new TreeMap<Integer, List<Block>>();
    sweep.blocks().forEach(b -> sizes.computeIfAbsent(b.size(), s -> new ArrayList<>()).add(b));
    sizes.forEach(
        (size, blocks) ->
            plot.line(
                "drop " + size + (size == 1 ? " layer" : " layers"),
                blocks.stream().mapToDouble(Block::last).toArray(),
                blocks.stream().mapToDouble(Block::loss).toArray()));
    return plot.baseline(baseline(layers), sweep.baselineLoss());
  }

  private static String baseline(int layers) {
    return "Baseline (" + layers + " layers)";
  }

  /**
   * What dropping a block of layers does to a task, in the look of the paper's Figure 9: the scores
   * over the number of the block's last layer, counted from 1, and the whole model's dashed.
   *
   * @throws IllegalArgumentException if the sweep asked no task, or has no block of that size
   */
  public static LinePlot depthScores(Sensitivity sweep, int size) {
    List<Block> blocks =
        sweep.blocks().stream().filter(b -> b.size() == size && b.score().isPresent()).toList();
    if (blocks.isEmpty() || sweep.baselineScore().isEmpty()) {
      throw new IllegalArgumentException(
          "No block of %d layers has a score: sweep that size, with Depth.sizes(%d).task(…)."
              .formatted(size, size));
    }
    int layers = blocks.stream().mapToInt(Block::last).max().orElseThrow();
    LinePlot plot = lines("", "layer no.", blocks.get(0).score().get().task()).counting().percent();
    return plot.line(
            "Dropped " + size + " layers",
            blocks.stream().mapToDouble(Block::last).toArray(),
            blocks.stream().mapToDouble(b -> b.score().get().value()).toArray())
        .baseline(baseline(layers), sweep.baselineScore().get().value());
  }
}
