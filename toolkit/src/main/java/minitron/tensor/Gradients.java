package minitron.tensor;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import java.util.List;
import java.util.function.Function;

/** Gradients of a loss, their sums and norms. */
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

  /**
   * What a step has found for some parameters; loss and gradients are still to be multiplied with
   * its share.
   *
   * @param norms L2 norms of the gradients of all parameters; {@link Kernels#NONE} if these are all
   *     of them, and their norms are not known yet
   * @param first the place of the first of them among all parameters
   */
  public record Found(NDArray loss, NDList gradients, NDArray norms, double share, int first) {}

  /**
   * The L2 norm of each gradient (n), after {@code share} times another part's was added to it in
   * place.
   *
   * @param other an empty list if there is no other part
   */
  public static NDArray norms(Kernels k, NDList gradients, double share, NDList other) {
    return k.one("norms", gradients, share, other);
  }

  /** The global L2 norm, a scalar. */
  public static NDArray norm(Kernels k, NDList gradients) {
    return norms(k, gradients, 1, new NDList()).norm();
  }
}
