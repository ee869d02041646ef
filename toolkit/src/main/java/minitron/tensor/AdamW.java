package minitron.tensor;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.List;

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
  /** Numbers that are updated at a time where that is done in parts: 1 MB fits a core's cache. */
  private static final long CHUNK = 256 * 1024;

  private static final long GPU_CHUNK = 16L << 20;

  /** Of weights that shrink to less when an update is undone, bfloat16 has lost the last bits. */
  private static final double LOST = 1. / 8;

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
   * What is done in case that a loss or a norm is no number; the host need not look for it.
   *
   * @param good takes the weights whose loss was a number last; empty if nobody asks for them
   * @param odd a scalar, 1 once there was no number if that ends all
   * @param ends whether from then on nothing is updated; if not, only such a step is left out
   */
  public record Guard(NDList good, NDArray odd, boolean ends) {
    /** One that leaves out a step whose loss is no number. */
    public static Guard skipping(NDManager manager) {
      return new Guard(new NDList(), scalar(manager), false);
    }

    /** One that ends all, and keeps nothing: {@link AdamW#undo} takes the last update back. */
    public static Guard ending(NDManager manager) {
      return new Guard(new NDList(), scalar(manager), true);
    }

    /** One that ends all, and keeps what was good, beginning with the weights of the moment. */
    public static Guard keeping(NDManager manager, NDList parameters) {
      Guard guard = ending(manager);
      parameters.forEach(parameter -> guard.good.add(manager.zeros(parameter.getShape())));
      Copies.all(new Kernels(manager), guard.good, parameters);
      return guard;
    }

    /** The same for the parameters from one to before another. */
    public Guard of(int from, int end) {
      return good.isEmpty() ? this : new Guard(good.subNDList(from, end), odd, ends);
    }

    private static NDArray scalar(NDManager manager) {
      return manager.zeros(new Shape(), DataType.FLOAT32);
    }
  }

  /**
   * One step in place, if the loss and the norm are numbers.
   *
   * @param found gradients in the parameters' types; they may be scaled in place
   * @param limit of the global L2 norm of all gradients
   * @return the loss and the norm before clipping (2), which are still on their way
   */
  public NDArray step(
      Kernels k,
      Gradients.Found found,
      double limit,
      NDList parameters,
      Guard guard,
      AdamState state,
      double learningRate) {
    List<Object> inputs = new ArrayList<>(List.of(found.loss(), found.norms(), found.gradients()));
    inputs.addAll(List.of(found.share(), limit, parameters));
    boolean whole = !state.parts();
    inputs.addAll(whole ? List.of(guard.good, guard.odd) : List.of(guard.odd));
    inputs.add(guard.ends);
    inputs.addAll(memory(state, whole));
    inputs.addAll(constants(learningRate));
    if (!whole) {
      inputs.add(chunk(found.loss()));
      inputs.add(found.first());
    }
    return k.one(whole ? "learn" : "learn_in_parts", inputs.toArray());
  }

  /**
   * Takes the last update back, but for its rounding.
   *
   * @param learningRate that it was made with
   * @return whether that was possible: not if the update was so large that the weights before it
   *     are lost in the rounding
   */
  public boolean undo(Kernels k, NDList parameters, AdamState state, double learningRate) {
    List<Object> inputs = new ArrayList<>(List.of(parameters));
    inputs.addAll(memory(state, false));
    inputs.addAll(constants(learningRate));
    inputs.add(chunk(parameters.get(0)));
    try (NDArray ratio = k.one("unlearn", inputs.toArray())) {
      return ratio.getFloat() > LOST;
    }
  }

  private static List<Object> memory(AdamState state, boolean whole) {
    List<Object> all = new ArrayList<>(List.of(state.mean(), state.square(), state.steps()));
    if (!whole) {
      all.addAll(List.of(state.meanScales(), state.squareScales()));
    }
    return all;
  }

  private List<Object> constants(double learningRate) {
    return List.of(learningRate, beta1, beta2, epsilon, weightDecay);
  }

  private static long chunk(NDArray any) {
    return any.getDevice().isGpu() ? GPU_CHUNK : CHUNK;
  }
}
