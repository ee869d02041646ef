package minitron;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import minitron.model.ModelConfig;
import minitron.report.BarPlot;
import minitron.report.Blueprint;
import minitron.report.HeatMap;
import minitron.report.LinePlot;
import minitron.train.Run;
import minitron.train.Validation;

/** Plots in the look of the paper's figures. Show one as a cell's last line, or by {@link Show}. */
public final class Plots {
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

  /**
   * What dropping a block of layers costs: a line for each size of block over the number of the
   * block's last layer, counted from 1, and the whole model's value as a dashed line.
   *
   * @param sizes for each size of block, the values from the first block to the last
   */
  public static LinePlot depthSweep(
      String title, String yTitle, int layers, double baseline, Map<Integer, double[]> sizes) {
    LinePlot plot = lines(title, "layer no.", yTitle).counting();
    new TreeMap<>(sizes)
        .forEach(
            (size, values) -> {
              double[] x = IntStream.rangeClosed(size, layers).asDoubleStream().toArray();
              plot.line(dropped(size), x, values);
            });
    return plot.baseline("baseline (" + layers + " layers)", baseline);
  }

  /** LM loss on held-out text over the tokens of training. */
  public static LinePlot curves(String name, Run run) {
    return curves(Map.of(name, run));
  }

  /** The same of two runs. */
  public static LinePlot curves(String name, Run run, String other, Run otherRun) {
    Map<String, Run> runs = new LinkedHashMap<>();
    runs.put(name, run);
    runs.put(other, otherRun);
    return curves(runs);
  }

  /** The same of three runs. */
  public static LinePlot curves(
      String name, Run run, String other, Run otherRun, String third, Run thirdRun) {
    Map<String, Run> runs = new LinkedHashMap<>();
    runs.put(name, run);
    runs.put(other, otherRun);
    runs.put(third, thirdRun);
    return curves(runs);
  }

  /** The same of any number of runs, in the map's order. */
  public static LinePlot curves(Map<String, Run> runs) {
    LinePlot plot = lines("", "training tokens (thousands)", "LM validation loss (nats)");
    runs.forEach(
        (name, run) ->
            plot.line(
                name,
                run.validations().stream().mapToDouble(v -> v.tokens() / 1e3).toArray(),
                run.validations().stream().mapToDouble(Validation::loss).toArray()));
    return plot;
  }

  /** A sweep's LM losses, in the look of the paper's Figure 8. */
  public static LinePlot depthSweep(Sensitivity sweep, int layers) {
    Map<Integer, double[]> sizes = new TreeMap<>();
    sweep.blocks().stream()
        .map(block -> block.layers().numbers().size())
        .distinct()
        .forEach(size -> sizes.put(size, losses(sweep, size)));
    return depthSweep("", "LM loss (nats)", layers, sweep.baselineLoss(), sizes);
  }

  private static double[] losses(Sensitivity sweep, int size) {
    return sweep.blocks().stream()
        .filter(block -> block.layers().numbers().size() == size)
        .mapToDouble(Sensitivity.Block::loss)
        .toArray();
  }

  /** What a sweep's line of this size is called. */
  public static String dropped(int size) {
    return "drop " + size + (size == 1 ? " layer" : " layers");
  }
}
