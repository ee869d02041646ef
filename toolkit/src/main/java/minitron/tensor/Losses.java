package minitron.tensor;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;

/**
 * The head and its losses, a chunk of tokens at a time: the matrix of all tokens × vocabulary is
 * never held. N tokens, C hidden channels, V vocabulary.
 */
public final class Losses {
  /** Tokens × vocabulary that one chunk of the head may hold: 16 MB of float32. */
  private static final long CHUNK = 4L << 20;

  private Losses() {}

  /**
   * Log-probability of each target (N, K) and whether it is the most likely token (N, K; 1 or 0).
   *
   * @param targetsNK token ids, one or more a row; (N) for one
   */
  public static NDList tokenScores(Kernels k, NDArray hiddenNC, NDArray headVC, NDArray targetsNK) {
    return k.list("token_scores", hiddenNC, headVC, targetsNK, chunk(headVC));
  }

  /** Sum of the log-probabilities of the targets (N), nats; one number leaves the device. */
  public static double sumOfScores(Kernels k, NDArray hiddenNC, NDArray headVC, NDArray targetsN) {
    NDArray logp = tokenScores(k, hiddenNC, headVC, targetsN).get(0);
    return k.one("sum_in_order", logp).getDouble();
  }

  /** Mean cross-entropy in nats, a scalar; with its graph when training. */
  public static NDArray crossEntropy(
      Kernels k, NDArray hiddenNC, NDArray headVC, NDArray targetsN) {
    NDList loss = plain(k).list("cross_entropy", hiddenNC, headVC, targetsN, chunk(headVC));
    return graft(k, loss, hiddenNC, headVC);
  }

  /** Mean forward KL(teacher ‖ student) in nats, a scalar; with its graph when training. */
  public static NDArray forwardKl(
      Kernels k, NDArray hiddenNC, NDArray headVC, NDArray teacherNC, NDArray teacherVC) {
    NDList loss =
        plain(k).list("forward_kl", hiddenNC, headVC, teacherNC, teacherVC, chunk(headVC));
    return graft(k, loss, hiddenNC, headVC);
  }

  /** The script makes the gradients by hand, so no graph is kept while it runs. */
  private static Kernels plain(Kernels k) {
    return Kernels.inference(k.out());
  }

  /** The loss, with those gradients in the graph where one is wanted. */
  private static NDArray graft(
      Kernels k, NDList lossAndGradients, NDArray hiddenNC, NDArray headVC) {
    NDArray loss = lossAndGradients.get(0);
    return k.grad()
        ? k.one("graft", loss, hiddenNC, headVC, lossAndGradients.get(1), lossAndGradients.get(2))
        : loss;
  }

  private static long chunk(NDArray headVC) {
    return Math.max(1, CHUNK / headVC.getShape().get(0));
  }
}
