package minitron.prune;

import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import minitron.model.ModelConfig;
import minitron.model.ParameterShapes;

/**
 * How wide a trimmed model is to be; an axis that is not named stays as it is.
 *
 * @param hidden hidden channels to keep
 * @param mlp neurons of every MLP to keep
 * @param heads query heads of every layer to keep, a multiple of num_key_value_heads
 */
public record WidthTarget(OptionalInt hidden, OptionalInt mlp, OptionalInt heads) {
  /** Everything stays. */
  public static final WidthTarget ALL =
      new WidthTarget(OptionalInt.empty(), OptionalInt.empty(), OptionalInt.empty());

  /** The same target with this many hidden channels. */
  public WidthTarget hidden(int kept) {
    return new WidthTarget(OptionalInt.of(kept), mlp, heads);
  }

  /** The same target with this many neurons in every MLP. */
  public WidthTarget mlp(int kept) {
    return new WidthTarget(hidden, OptionalInt.of(kept), heads);
  }

  /** The same target with this many query heads in every layer. */
  public WidthTarget heads(int kept) {
    return new WidthTarget(hidden, mlp, OptionalInt.of(kept));
  }

  /**
   * The same target with as many MLP neurons as leave a model no larger than this.
   *
   * @param config of the model that is trimmed
   * @param parameters at most so many in all
   * @throws IllegalArgumentException if one neuron is too many, or all of them too few
   */
  public WidthTarget parameters(ModelConfig config, long parameters) {
    long least = ParameterShapes.count(mlp(1).of(config));
    long each = ParameterShapes.count(mlp(2).of(config)) - least;
    long kept = 1 + Math.floorDiv(parameters - least, each);
    if (kept < 1 || kept > config.intermediateSize()) {
      throw new IllegalArgumentException(
          "No number of MLP neurons gives %s parameters: allowed are %s to %s."
              .formatted(
                  parameters,
                  least,
                  ParameterShapes.count(mlp(config.intermediateSize()).of(config))));
    }
    return mlp(Math.toIntExact(kept));
  }

  /**
   * The architecture that this target gives.
   *
   * @throws IllegalArgumentException naming the axis, what was asked for and what is allowed
   */
  public ModelConfig of(ModelConfig config) {
    int groups = config.numKeyValueHeads();
    int headsKept = within("heads", heads, config.numAttentionHeads());
    if (headsKept % groups != 0) {
      List<Integer> allowed =
          IntStream.iterate(groups, n -> n <= config.numAttentionHeads(), n -> n + groups)
              .boxed()
              .toList();
      throw new IllegalArgumentException(
          "heads %s is not a multiple of the model's %s key/value groups, of which each keeps the same number: allowed are %s."
              .formatted(headsKept, groups, allowed));
    }
    return config.withWidths(
        within("hidden", hidden, config.hiddenSize()),
        within("mlp", mlp, config.intermediateSize()),
        headsKept);
  }

  private static int within(String axis, OptionalInt wish, int present) {
    int kept = wish.orElse(present);
    if (kept < 1 || kept > present) {
      throw new IllegalArgumentException(
          "%s %s cannot be kept of the model's %s: allowed are 1 to %s."
              .formatted(axis, kept, present, present));
    }
    return kept;
  }
}
