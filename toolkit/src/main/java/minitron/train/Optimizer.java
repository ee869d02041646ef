package minitron.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import minitron.model.Parameters;
import minitron.tensor.AdamState;
import minitron.tensor.AdamW;
import minitron.tensor.Kernels;

/** AdamW on all parameters of a model, with gradients clipped to a global norm of 1. */
public final class Optimizer {
  private static final double CLIP = 1.0;

  private final NDList parameters;
  private final AdamState state;

  /** An optimiser at rest, whose state belongs to {@code owner}. */
  public Optimizer(Parameters parameters, NDManager owner) {
    this.parameters = parameters.list();
    this.state = AdamState.zeros(owner, this.parameters);
  }

  /**
   * One update, unless a gradient is not finite: then nothing changes.
   *
   * @param k kernels of the step's scope
   * @param loss a scalar with its graph
   * @return the norm of the gradient before clipping
   */
  public double step(Kernels k, NDArray loss, double learningRate) {
    Kernels plain = Kernels.inference(k.out());
    NDList gradients = plain.gradients(loss, parameters);
    double norm = plain.clip(gradients, CLIP).getFloat();
    if (Double.isFinite(norm)) {
      plain.adamW(parameters, gradients, state, AdamW.MINITRON, learningRate);
    }
    return norm;
  }

  AdamState state() {
    return state;
  }
}
