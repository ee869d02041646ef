package minitron.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import minitron.model.CausalLm;
import minitron.model.Decoder;
import minitron.model.Parameters;
import minitron.tensor.AdamW;
import minitron.tensor.Copies;
import minitron.tensor.Engines;
import minitron.tensor.Gradients;
import minitron.tensor.Kernels;

/**
 * The float32 weights of a model in training: a copy of its start's, what AdamW remembers of them,
 * and the weights that were good last. Gradients are clipped to a global norm of 1.
 */
final class MasterWeights implements AutoCloseable {

  private final CausalLm start;
  private final Parameters parameters;
  private final NDManager memory = Engines.manager();
  private final NDList weights;
  private final AdamW.Guard guard;
  private final AdamW adam;
  private final AdamW.State state;
  private final Decoder model;
  private boolean handedOver;

  /**
   * A copy at rest; the given model stays as it is.
   *
   * @param keeps whether the weights whose loss was a number last are kept; if not, a step whose
   *     loss or gradient is none is left out
   */
  MasterWeights(CausalLm start, AdamW adam, boolean keeps) {
    this.start = start;
    this.parameters = start.copyParameters();
    this.weights = parameters.list();
    this.adam = adam;
    this.model = parameters.decoder(start.config());
    try {
      this.state = AdamW.State.zeros(memory, weights);
      this.guard = keeps ? AdamW.Guard.keeping(memory, weights) : AdamW.Guard.skipping(memory);
    } catch (RuntimeException | Error e) {
      close();
      throw e;
    }
  }

  /** The forward pass with the weights of the moment. */
  Decoder model() {
    return model;
  }

  /** A scope for one step, to be closed after it. */
  NDManager scope() {
    return memory.newSubManager();
  }

  /** One update in place, if loss and norm are numbers: these (2), which outlive the step. */
  NDArray update(Kernels k, List<Halves.Part> parts, double learningRate) {
    NDList all = lossAndGradients(parts.get(0).back());
    if (parts.size() > 1) {
      Halves.Part other = parts.get(1);
      Gradients.add(k, all, parts.get(0).share(), lossAndGradients(other.back()), other.share());
    }
    NDArray loss = all.remove(0);
    return adam.step(k.in(memory), loss, all, StepRecord.CLIP, weights, guard, state, learningRate);
  }

  private NDList lossAndGradients(Decoder.Backward back) {
    var all = new NDList(back.loss());
    all.addAll(gradients(back));
    return all;
  }

  /** In the order of the parameters. */
  private NDList gradients(Decoder.Backward back) {
    var gradients = new NDList();
    parameters.arrays().keySet().forEach(name -> gradients.add(back.gradients().get(name)));
    return gradients;
  }

  /** The loss and the norm of its gradients, added up: no number if one of them is none. */
  double sum(Kernels k, Decoder.Backward back) {
    return back.loss().getFloat() + Gradients.clip(k, gradients(back), StepRecord.CLIP).getFloat();
  }

  /** How many updates there were. */
  long updates() {
    return (long) state.steps().get(0).getFloat();
  }

  /** Takes the weights of the moment for good. */
  void keep() {
    Copies.all(new Kernels(memory), guard.good(), weights);
  }

  /** Brings the weights back that were good last. */
  void bringBack() {
    Copies.all(new Kernels(memory), weights, guard.good());
  }

  /** Weights, means, squares and counts by name, for a training state. */
  Map<String, NDArray> arrays(String prefix) {
    Map<String, NDArray> arrays = new LinkedHashMap<>();
    int i = 0;
    for (Map.Entry<String, NDArray> parameter : parameters.arrays().entrySet()) {
      arrays.put(prefix + "weight." + parameter.getKey(), parameter.getValue());
      arrays.put(prefix + "mean." + parameter.getKey(), state.mean().get(i));
      arrays.put(prefix + "square." + parameter.getKey(), state.square().get(i));
      arrays.put(prefix + "steps." + parameter.getKey(), state.steps().get(i));
      i++;
    }
    return arrays;
  }

  /** The model with the weights of the moment, which it owns from now on. */
  CausalLm trained() {
    handedOver = true;
    return start.trained(parameters);
  }

  @Override
  public void close() {
    memory.close();
    if (!handedOver) {
      parameters.close();
    }
  }
}
