package minitron.tensor;

import ai.djl.ndarray.NDList;

/**
 * The constants of AdamW (Loshchilov and Hutter, 2019), as in Minitron's training: β 0.9 and 0.95,
 * ε 1e-8, decay 0.1 on every parameter.
 *
 * @param beta1 decay of the mean of the gradients
 * @param beta2 decay of the mean of their squares
 * @param epsilon added to the root
 * @param weightDecay decoupled decay, times the learning rate
 */
public record AdamW(double beta1, double beta2, double epsilon, double weightDecay) {
  /** The constants of the paper's training runs. */
  public static final AdamW MINITRON = new AdamW(0.9, 0.95, 1e-8, 0.1);

  /** One step in place, on parameters, their gradients and what is remembered of each. */
  public void step(
      Kernels k, NDList parameters, NDList gradients, AdamState state, double learningRate) {
    k.one(
            "adamw",
            parameters,
            gradients,
            state.mean(),
            state.square(),
            state.steps(),
            learningRate,
            beta1,
            beta2,
            epsilon,
            weightDecay)
        .close();
  }
}
