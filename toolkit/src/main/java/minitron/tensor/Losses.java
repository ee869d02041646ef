package minitron.tensor;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.DataType;

/**
 * The head and its losses, a chunk of tokens at a time: the matrix of all tokens × vocabulary is
 * never held. N tokens, C hidden channels, V vocabulary.
 */
public final class Losses {
  /**
   * Tokens × vocabulary that one chunk of the head may hold: 16 MB of float32 fit a CPU's cache.
   */
  private static final long CHUNK = 4L << 20;

  /** On a GPU: 256 MB, since it works on all of a chunk at once. */
  private static final long GPU_CHUNK = 64L << 20;

  private static final int CASTS = 8;

  private Losses() {}

  /**
   * Log-probability of each target (N, K) and whether it is the most likely token (N, K; 1 or 0).
   *
   * @param targetsNK token ids, one or more a row; (N) for one
   */
  public static NDList tokenScores(Kernels k, NDArray hiddenNC, NDArray headVC, NDArray targetsNK) {
    return k.list("token_scores", hiddenNC, headVC, targetsNK, chunk(hiddenNC, headVC), true);
  }

  /** Log-probability of each target (N), which costs less. */
  public static NDArray logProbabilities(
      Kernels k, NDArray hiddenNC, NDArray headVC, NDArray targetsN) {
    return k.list("token_scores", hiddenNC, headVC, targetsN, chunk(hiddenNC, headVC), false)
        .get(0);
  }

  /** Sum of the log-probabilities of the targets (N), nats; one number leaves the device. */
  public static double sumOfScores(Kernels k, NDArray hiddenNC, NDArray headVC, NDArray targetsN) {
    return k.one("sum_in_order", logProbabilities(k, hiddenNC, headVC, targetsN)).getDouble();
  }

  /**
   * Mean loss in nats, a scalar, with its gradients in the hidden states (N, C) and the head (V,
   * C).
   */
  public static NDList head(Kernels k, NDArray hiddenNC, NDArray headVC, Against against) {
    return k.list("head_loss", hiddenNC, headVC, against.arrays(), chunk(headVC));
  }

  /**
   * On a CPU more of a head that is narrower than the hidden state, since each chunk casts it anew.
   */
  private static long chunk(NDArray hiddenNC, NDArray headVC) {
    boolean cast =
        hiddenNC.getDataType() == DataType.FLOAT32 && headVC.getDataType() != DataType.FLOAT32;
    return chunk(headVC) * (cast && !headVC.getDevice().isGpu() ? CASTS : 1);
  }

  /** How many tokens get their logits at once. */
  public static long chunk(NDArray headVC) {
    long chunk = headVC.getDevice().isGpu() ? GPU_CHUNK : CHUNK;
    return Math.max(1, chunk / headVC.getShape().get(0));
  }
}
