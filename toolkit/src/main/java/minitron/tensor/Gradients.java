package minitron.tensor;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import java.util.List;
import java.util.function.Function;

/** Gradients of a loss, clipped as torch clips them. */
public final class Gradients {
  private Gradients() {}

  /**
   * A model's arrays.
   *
   * @param head an empty list if it is the embedding
   */
  public record Model(
      NDArray embedVC, List<LayerArrays> layers, NDArray normC, NDList head, double eps) {
    private NDList all(Function<LayerArrays, NDList> part) {
      var all = new NDList();
      layers.forEach(layer -> all.addAll(part.apply(layer)));
      return all;
    }
  }

  /**
   * What part of a step's tokens a batch has. Loss and gradients are multiplied with its share and
   * added, in place, to those of the parts before it.
   *
   * @param share of the tokens that the step's loss is the mean of
   * @param before what {@link #of} gave for them, the sum of all; empty if it is the first
   */
  public record Part(double share, NDList before) {
    /** All of a step's tokens. */
    public static Part whole() {
      return new Part(1, new NDList());
    }
  }

  /**
   * The mean loss of tokens; the last hidden state (B, T, C); and the gradients of final norm and
   * head (which is empty if it is the embedding), of each layer, the last first: norms, weights,
   * biases; and of the embedding. Each has the type of what it is of. A bias that is none has an
   * empty one.
   *
   * @param positionsN the places of the tokens that count; all with {@link Kernels#NONE}
   */
  public static NDList of(
      Kernels k,
      NDArray idsBT,
      NDArray positionsN,
      Against against,
      Model model,
      Seen seen,
      Backprop how,
      Part part) {
    return k.list(
        "gradients",
        idsBT,
        positionsN,
        against.arrays(),
        model.embedVC,
        model.all(LayerArrays::norms),
        model.all(LayerArrays::weights),
        model.all(LayerArrays::biases),
        model.normC,
        model.head,
        seen.how(),
        seen.arrays(),
        model.layers.stream().mapToLong(LayerArrays::window).toArray(),
        model.eps,
        how.precision().code(),
        how.recompute(),
        Losses.chunk(model.embedVC),
        part.share,
        part.before);
  }

  /** Weighted sums of two lists of arrays, in place of the first. */
  public static void add(Kernels k, NDList to, double share, NDList other, double otherShare) {
    k.one("add_all", to, share, other, otherShare).close();
  }

  /** Scales gradients in place to a global L2 norm of at most {@code limit}; gives the norm. */
  public static NDArray clip(Kernels k, NDList gradients, double limit) {
    return k.one("clip", gradients, limit);
  }
}
