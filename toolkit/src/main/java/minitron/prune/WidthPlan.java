package minitron.prune;

import ai.djl.ndarray.types.Shape;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import minitron.model.CausalLm;
import minitron.model.ModelConfig;
import minitron.model.ParameterShapes;
import minitron.report.Columns;
import minitron.report.Markdown;
import minitron.report.Showable;
import minitron.report.plot.HeatMap;
import minitron.report.plot.LinePlot;
import tech.tablesaw.api.Table;

/**
 * What a trim is going to do, step by step as in the paper's Figure 2: importance, rank, and the
 * shapes of the weights before and after. Elements and layers are counted from 1, as there.
 *
 * @param before the architecture as it is
 * @param after what is left of it
 * @param scores the importance
 * @param kept what stays, counted from 0
 */
public record WidthPlan(ModelConfig before, ModelConfig after, WidthScores scores, Kept kept)
    implements Showable {
  private static final String LAYERS = "model.layers.";
  private static final int MANY = 12;
  private static final int FIRST = 6;
  private static final int LAST = 3;

  /**
   * The plan of a model.
   *
   * @throws IllegalArgumentException if the scores are of another model or the target does not fit
   */
  public static WidthPlan of(CausalLm model, WidthScores scores, WidthTarget target) {
    Kept kept = Kept.best(model.config(), scores, target);
    scores.checkTakenOn(model);
    return new WidthPlan(model.config(), target.of(model.config()), scores, kept);
  }

  /** The scores of the hidden channels, the most important first; where the trim cuts them. */
  public LinePlot hidden() {
    double[] sorted =
        scores.hidden().stream()
            .sorted(Comparator.reverseOrder())
            .mapToDouble(score -> score / scores.hidden().stream().max(Float::compare).get())
            .toArray();
    var plot =
        new LinePlot("", "hidden channels, the most important first", "share of the greatest");
    part(plot, "kept", sorted, 0, kept.hidden().size());
    part(plot, "dropped", sorted, kept.hidden().size(), sorted.length);
    return plot.counting();
  }

  private static void part(LinePlot plot, String name, double[] sorted, int from, int to) {
    if (to > from) {
      double[] x = IntStream.range(from, to).mapToDouble(i -> i + 1).toArray();
      plot.line(name, x, Arrays.copyOfRange(sorted, from, to));
    }
  }

  /** The scores of the heads: a row a layer, each score as a share of the layer's greatest. */
  public HeatMap heads() {
    double[][] rows =
        scores.heads().stream()
            .map(
                layer ->
                    layer.stream().mapToDouble(s -> s / layer.stream().max(Float::compare).get()))
            .map(DoubleStream::toArray)
            .toArray(double[][]::new);
    return new HeatMap(
        "Heads: score as a share of the layer's greatest", "head no.", "layer no.", rows);
  }

  /**
   * The ranks of the hidden channels, and of a layer's neurons and heads.
   *
   * @param layer counted from 1
   * @throws IllegalArgumentException if there is no such layer
   */
  public Table ranked(int layer) {
    if (layer < 1 || layer > before.numHiddenLayers()) {
      throw new IllegalArgumentException(
          "There is no layer %d: allowed are 1 to %d.".formatted(layer, before.numHiddenLayers()));
    }
    List<List<Float>> all =
        List.of(scores.hidden(), scores.mlp().get(layer - 1), scores.heads().get(layer - 1));
    List<List<Integer>> stay =
        List.of(kept.hidden(), kept.mlp().get(layer - 1), kept.heads().get(layer - 1));
    return Table.create(
        "ranks",
        Columns.text("", List.of("hidden channels", "neurons of layer " + layer, "its heads")),
        Columns.text("most important first", all.stream().map(WidthPlan::ranks).toList()),
        Columns.whole("kept", stay.stream().mapToLong(List::size).toArray()),
        Columns.whole("of", all.stream().mapToLong(List::size).toArray()));
  }

  private static String ranks(List<Float> scores) {
    List<String> sorted = Kept.ranked(scores).map(index -> String.valueOf(index + 1)).toList();
    return sorted.size() <= MANY
        ? String.join(", ", sorted)
        : Stream.of(
                sorted.subList(0, FIRST),
                List.of("…"),
                sorted.subList(sorted.size() - LAST, sorted.size()))
            .flatMap(List::stream)
            .collect(Collectors.joining(", "));
  }

  /** A row for each weight, those of all layers in one, with its shape: outputs × inputs. */
  public Table shapes() {
    Map<String, Shape> old = ParameterShapes.of(before);
    Map<String, Shape> cut = ParameterShapes.of(after);
    List<String> names =
        old.keySet().stream()
            .filter(name -> !name.startsWith(LAYERS) || name.startsWith(LAYERS + "0."))
            .toList();
    return Table.create(
        "shapes",
        Columns.text(
            "weight", texts(names, name -> name.replace(LAYERS + "0.", LAYERS + "*."), "all")),
        Columns.text("before", texts(names, name -> shape(old.get(name)), "")),
        Columns.text("after", texts(names, name -> shape(cut.get(name)), "")),
        Columns.whole("times", longs(names, this::times, 1)),
        Columns.counts(
            "parameters before",
            longs(
                names, name -> times(name) * old.get(name).size(), ParameterShapes.count(before))),
        Columns.counts(
            "parameters after",
            longs(
                names, name -> times(name) * cut.get(name).size(), ParameterShapes.count(after))));
  }

  private long times(String name) {
    return name.startsWith(LAYERS) ? before.numHiddenLayers() : 1;
  }

  private static String shape(Shape shape) {
    return Arrays.stream(shape.getShape())
        .mapToObj(String::valueOf)
        .collect(Collectors.joining(" × "));
  }

  private static List<String> texts(List<String> names, UnaryOperator<String> of, String last) {
    return Stream.concat(names.stream().map(of), Stream.of(last)).toList();
  }

  private static long[] longs(List<String> names, ToLongFunction<String> of, long last) {
    return LongStream.concat(names.stream().mapToLong(of), LongStream.of(last)).toArray();
  }

  @Override
  public List<?> parts() {
    return List.of(shapes());
  }

  @Override
  public String toString() {
    return Markdown.table(shapes());
  }
}
