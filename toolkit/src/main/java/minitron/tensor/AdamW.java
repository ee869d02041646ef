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

  /**
   * What there is in case that a loss or a norm is no number; the host need not look for it.
   *
   * @param good takes the weights whose loss was a number last; empty if nobody asks for them
   * @param odd a scalar, 1 once there was no number: from then on nothing is updated. Where {@code
   *     good} is empty it stays 0, and only such a step is left out
   */
  public record Guard(NDList good, NDArray odd) {
    /** One that leaves out a step whose loss is no number. */
    public static Guard skipping(NDManager manager) {
      return new Guard(new NDList(), manager.zeros(new Shape(), DataType.FLOAT32));
    }

    /** One that keeps what was good, beginning with the weights of the moment. */
    public static Guard keeping(NDManager manager, NDList parameters) {
      Guard guard = skipping(manager);
      parameters.forEach(parameter -> guard.good.add(manager.zeros(parameter.getShape())));
      Copies.all(new Kernels(manager), guard.good, parameters);
      return guard;
    }
  }

  /**
   * One step in place, if the loss and the norm are numbers.
   *
   * @param loss a scalar
   * @param gradients clipped here
   * @param limit of their global L2 norm
   * @return the loss and the norm before clipping (2), which are still on their way
   */
  public NDArray step(
      Kernels k,
      NDArray loss,
      NDList gradients,
      double limit,
      NDList parameters,
      Guard guard,
      State state,
      double learningRate) {
    return k.one(
        "learn",
        loss,
        gradients,
        limit,
        parameters,
        guard.good,
        guard.odd,
        state.mean(),
        state.square(),
        state.steps(),
        learningRate,
        beta1,
        beta2,
        epsilon,
        weightDecay);
  }
}
