package minitron.tensor;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;

/**
 * What a model's distributions are compared with, row by row. N tokens, C channels of a teacher.
 */
public record Against(NDList arrays) {
  /** The tokens that came (N): the loss is the cross-entropy. */
  public static Against tokens(NDArray targetsN) {
    return new Against(new NDList(targetsN.reshape(-1, 1)));
  }

  /**
   * A teacher's distributions: the loss is the forward KL(teacher ‖ student).
   *
   * @param hiddenNC its hidden states after the final norm, of any width
   * @param headVC its head
   */
  public static Against teacher(NDArray hiddenNC, NDArray headVC) {
    return new Against(new NDList(hiddenNC, headVC));
  }
}
