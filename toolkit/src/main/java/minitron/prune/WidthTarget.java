package minitron.prune;

import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import minitron.model.ModelConfig;

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
