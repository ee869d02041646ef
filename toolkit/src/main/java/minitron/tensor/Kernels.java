package minitron.tensor;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;

/**
 * The fused kernels of libtorch that DJL's NDArray lacks, by the names of {@code kernels.py} beside
 * this class: here those of the forward pass, the others by topic in {@link Losses}, {@link
 * Gradients}, {@link AdamW}, {@link Activations} and {@link Copies}. The object says who owns the
 * results and whether they carry a graph.
 *
 * <p>Shapes: B batch, T time, C hidden channels, A attention channels (heads × head_dim), D
 * channels of a head, M MLP neurons, V vocabulary, N tokens (B and T flattened), R rows of a cache,
 * G groups of key/value heads, S keys.
 */
public final class Kernels {
  private final NDManager out;
  private final boolean grad;

  private Kernels(NDManager out, boolean grad) {
    this.out = out;
    this.grad = grad;
  }

  /** Kernels whose results belong to {@code out} and carry no graph. */
  public static Kernels inference(NDManager out) {
    return new Kernels(out, false);
  }

  /** Kernels whose results belong to {@code out} and remember how they were made. */
  public static Kernels training(NDManager out) {
    return new Kernels(out, true);
  }

  /** The same kernels with results that belong to another manager. */
  public Kernels in(NDManager other) {
    return new Kernels(other, grad);
  }

  /** The owner of the results. */
  public NDManager out() {
    return out;
  }

  /** Whether the results remember how they were made. */
  boolean grad() {
    return grad;
  }

  /** Rows of the embedding: (V, C), ids (B, T) → (B, T, C). */
  public NDArray embed(NDArray wVC, NDArray idsBT) {
    return one("embed", wVC, idsBT);
  }

  /** Root mean square norm, computed in float32 and given in {@code precision}. */
  public NDArray rmsNorm(NDArray xBTC, NDArray wC, double eps, Precision precision) {
    return one("rms_norm", xBTC, wC, eps, precision.code());
  }

  /** x · wᵀ + b in the type of x; {@code b} may be null. */
  public NDArray linear(NDArray x, NDArray w, NDArray b) {
    return b == null ? one("linear", x, w) : one("linear_bias", x, w, b);
  }

  /**
   * Causal attention with grouped key/value heads and rotary positions → (B, T, A).
   *
   * @param window how many tokens a query sees, its own the last; 0 for all, here and below
   */
  public NDArray attention(
      NDArray qBTA, NDArray kBTA, NDArray vBTA, NDArray cosTD, NDArray sinTD, int window) {
    return one("attention", qBTA, kBTA, vBTA, cosTD, sinTD, window);
  }

  /**
   * Attention of tokens that form a tree, packed into one row → (1, T, A), in groups of runs that
   * are padded to one size. A query sees the keys up to its own. The angles are of each token's
   * depth.
   *
   * @param queries for every group, the places of its queries (R, T)
   * @param keys for every group, the places of the keys that they see, their own last (R, S)
   * @param pasts for every group, how many keys stand before the first query (R); all 0 where S = T
   * @param orderN for every place, where among the padded queries of all groups it stands
   */
  public NDArray treeAttention(
      NDArray qBTA,
      NDArray kBTA,
      NDArray vBTA,
      NDArray cosTD,
      NDArray sinTD,
      NDList queries,
      NDList keys,
      NDList pasts,
      NDArray orderN,
      int window) {
    return one(
        "tree_attention", qBTA, kBTA, vBTA, cosTD, sinTD, queries, keys, pasts, orderN, window);
  }

  /**
   * Attention of new tokens to those in a cache and to themselves → (R, T, A); the cache's arrays
   * take in the new keys and values.
   *
   * @param pass where the tokens stand
   * @param keysRSA the cached keys of all rows, written to; {@code valuesRSA} alike
   */
  public NDArray cachedAttention(
      NDArray qRTA,
      NDArray kRTA,
      NDArray vRTA,
      CachePositions pass,
      int window,
      NDArray keysRSA,
      NDArray valuesRSA) {
    return one(
        "cached_attention",
        qRTA,
        kRTA,
        vRTA,
        pass.cosRT1D(),
        pass.sinRT1D(),
        keysRSA,
        valuesRSA,
        pass.placesN(),
        pass.pastR(),
        pass.first(),
        pass.seen(),
        pass.even() ? 1 : 0,
        window);
  }

  /** silu(gate) × up. */
  public NDArray swiglu(NDArray gateBTM, NDArray upBTM) {
    return one("swiglu", gateBTM, upBTM);
  }

  /** x + y, in the wider type of the two. */
  public NDArray add(NDArray x, NDArray y) {
    return one("add", x, y);
  }

  /** (B, T, C) → (N, C): the rows at positions of the flattened batch, or all with null. */
  public NDArray rows(NDArray xBTC, NDArray positionsN) {
    return positionsN == null ? one("flat", xBTC) : one("rows", xBTC, positionsN);
  }

  /** The only result of a method of the script. */
  NDArray one(String method, Object... arguments) {
    return list(method, arguments).get(0);
  }

  /** The results of a method of the script. */
  NDList list(String method, Object... arguments) {
    return KernelScript.MAIN.call(out, grad, method, arguments);
  }
}
