package minitron.search;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;
import java.util.stream.IntStream;
import minitron.model.ModelConfig;
import minitron.report.Columns;
import minitron.report.Markdown;
import minitron.report.Numbers;
import minitron.report.Showable;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.LongColumn;
import tech.tablesaw.api.Table;

/**
 * The architectures that can be cut from a model and keep within limits, each as large as they
 * allow. The first Minitron paper (arXiv 2407.14679, section 2.3) enumerates a grid of layers,
 * hidden channels, MLP neurons and heads and keeps what is within 5 % of the wished size; here the
 * MLP is not on the grid, but takes what the limits leave.
 *
 * @param from the model's
 * @param all the candidates
 */
public record Candidates(ModelConfig from, List<Candidate> all) implements Showable {
  /** The hidden channels are sixteenths, from half of them to all. */
  private static final int STEPS = 16;

  /** Steps of the MLP neurons, from a quarter of them to all. */
  private static final int NEURON_STEPS = 64;

  /** A candidate that leaves more of all limits unused could have been larger. */
  private static final double LEAST_USED = .9;

  /** Keeps them as they are now. */
  public Candidates {
    all = List.copyOf(all);
  }

  /**
   * All of the layers, three quarters or half; half of the hidden channels to all, by sixteenths;
   * all heads or half; and as many MLP neurons as the limits leave.
   *
   * @param whole the model and its use
   * @throws IllegalArgumentException if nothing is within the limits
   */
  public static Candidates within(Limits limits, Footprint whole) {
    ModelConfig from = whole.config();
    List<Candidate> found = new ArrayList<>();
    for (int layers : distinct(from.numHiddenLayers(), 4, 3, 2)) {
      ModelConfig shallow = from.withLayers(IntStream.range(0, layers).toArray());
      for (int heads : heads(from)) {
        for (int step = STEPS; step >= STEPS / 2; step--) {
          largest(limits, whole, shallow, from.hiddenSize() * step / STEPS, heads)
              .map(config -> Candidate.of(from, whole.of(config)))
              .ifPresent(found::add);
        }
      }
    }
    if (found.isEmpty()) {
      throw new IllegalArgumentException(
          "Nothing that can be cut from this model has %s, or all of it is far smaller: the whole model has %s parameters and takes %.1f MB."
              .formatted(limits, Numbers.count(whole.parameters()), whole.servingMb()));
    }
    return new Candidates(from, found);
  }

  /** Quarters of a number that are at least 1, each once. */
  private static int[] distinct(int all, int... quarters) {
    return IntStream.of(quarters).map(n -> all * n / 4).filter(n -> n > 0).distinct().toArray();
  }

  private static int[] heads(ModelConfig from) {
    int all = from.numAttentionHeads();
    return all / 2 % from.numKeyValueHeads() == 0 && all > 1
        ? new int[] {all, all / 2}
        : new int[] {all};
  }

  /** The one with the most MLP neurons. */
  private static Optional<ModelConfig> largest(
      Limits limits, Footprint whole, ModelConfig shallow, int hidden, int heads) {
    int all = shallow.intermediateSize();
    return IntStream.iterate(NEURON_STEPS, n -> n >= NEURON_STEPS / 4, n -> n - 1)
        .map(n -> all * n / NEURON_STEPS)
        .filter(mlp -> mlp > 0)
        .mapToObj(mlp -> shallow.withWidths(hidden, mlp, heads))
        .filter(config -> limits.used(whole.of(config)) <= 1)
        .findFirst()
        .filter(config -> limits.used(whole.of(config)) >= LEAST_USED);
  }

  /** A row for each. */
  public Table table() {
    return table(all.size() + " candidates", all);
  }

  static Table table(String title, List<Candidate> all) {
    Table table =
        Table.create(
            title,
            Columns.text("layers × hidden", all.stream().map(Candidate::name).toList()),
            whole(all, "layers", ModelConfig::numHiddenLayers),
            whole(all, "hidden", ModelConfig::hiddenSize),
            whole(all, "MLP", ModelConfig::intermediateSize),
            whole(all, "heads", ModelConfig::numAttentionHeads),
            Columns.counts(
                "parameters", all.stream().mapToLong(c -> c.footprint().parameters()).toArray()),
            numbers(all, "weights + cache (MB)", 1, c -> c.footprint().servingMb()),
            numbers(all, "MFLOPs a token", 1, c -> c.footprint().flops() / 1e6));
    return all.stream().allMatch(c -> c.milliseconds().isPresent())
        ? table.addColumns(numbers(all, "measured (ms)", 1, c -> c.milliseconds().getAsDouble()))
        : table;
  }

  private static LongColumn whole(
      List<Candidate> all, String name, ToLongFunction<ModelConfig> of) {
    return Columns.whole(name, all.stream().mapToLong(c -> of.applyAsLong(c.config())).toArray());
  }

  private static DoubleColumn numbers(
      List<Candidate> all, String name, int decimals, ToDoubleFunction<Candidate> of) {
    return Columns.fixed(name, decimals, all.stream().mapToDouble(of).toArray());
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
