package minitron.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import java.util.LinkedHashMap;
import java.util.Map;
import minitron.model.Parameters;
import minitron.tensor.AdamState;
import minitron.tensor.AdamW;
import minitron.tensor.Gradients;
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

  /** Gradients of a loss, a scalar with its graph, in the order of the parameters. */
  NDList gradients(Kernels k, NDArray loss) {
    return Gradients.of(k, loss, parameters);
  }

  /** Scales gradients to a global norm of at most 1; gives the norm before. */
  double clip(Kernels k, NDList gradients) {
    return Gradients.clip(k, gradients, CLIP).getFloat();
  }

  /** One update in place. */
  void update(Kernels k, NDList gradients, double learningRate) {
    AdamW.MINITRON.step(k, parameters, gradients, state, learningRate);
  }

  /** How many updates there were. */
  long updates() {
    return (long) state.steps().get(0).getFloat();
  }

  /** Weights, means, squares and counts by name, for a checkpoint. */
  Map<String, NDArray> state(String prefix, Parameters of) {
    Map<String, NDArray> arrays = new LinkedHashMap<>();
    int i = 0;
    for (Map.Entry<String, NDArray> parameter : of.arrays().entrySet()) {
      arrays.put(prefix + "weight." + parameter.getKey(), parameter.getValue());
      arrays.put(prefix + "mean." + parameter.getKey(), state.mean().get(i));
      arrays.put(prefix + "square." + parameter.getKey(), state.square().get(i));
      arrays.put(prefix + "steps." + parameter.getKey(), state.steps().get(i));
      i++;
    }
    return arrays;
  }
}
