package minitron.tensor;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;

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
  /**
   * What is remembered of each parameter.
   *
   * @param mean running means of the gradients
   * @param square running means of their squares
   * @param steps how many updates each parameter has had, float32 scalars
   */
  public record State(NDList mean, NDList square, NDList steps) {
    /** The state before the first step. */
    public static State zeros(NDManager manager, NDList parameters) {
      var state = new State(new NDList(), new NDList(), new NDList());
      for (NDArray parameter : parameters) {
        state.mean.add(manager.zeros(parameter.getShape(), DataType.FLOAT32));
        state.square.add(manager.zeros(parameter.getShape(), DataType.FLOAT32));
        state.steps.add(manager.zeros(new Shape(), DataType.FLOAT32));
      }
      return state;
    }
  }

  /** The constants of the paper's training runs. */
  public static final AdamW MINITRON = new AdamW(0.9, 0.95, 1e-8, 0.1);

  /** Checks that every constant has a meaning. */
  public AdamW {
    checkDecay("beta1", beta1);
    checkDecay("beta2", beta2);
    if (!(epsilon > 0) || !(weightDecay >= 0)) {
      throw new IllegalArgumentException(
          "AdamW epsilon %s, weight decay %s: above 0 and at least 0 are needed, such as 1e-8 and 0.1."
              .formatted(epsilon, weightDecay));
    }
  }

  private static void checkDecay(String name, double value) {
    if (!(value >= 0 && value < 1)) {
      throw new IllegalArgumentException(
          "AdamW " + name + " " + value + ": at least 0 and below 1 is needed, such as 0.95.");
    }
  }

  /** One step in place, on parameters, their gradients and what is remembered of each. */
  public void step(
      Kernels k, NDList parameters, NDList gradients, State state, double learningRate) {
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
