package minitron.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import minitron.checkpoint.Weight;
import minitron.model.CausalLm;
import minitron.model.Decoder;
import minitron.model.Parameters;
import minitron.tensor.AdamState;
import minitron.tensor.AdamW;
import minitron.tensor.Copies;
import minitron.tensor.Engines;
import minitron.tensor.Gradients;
import minitron.tensor.Kernels;
import minitron.tensor.Rounds;
import minitron.tensor.Storage;
import minitron.train.state.StepRecord;

/**
 * The weights of a model in training: a copy of its start's, what AdamW remembers of them, and, of
 * a small model in float32, the weights that were good last. Gradients are clipped to a global norm
 * of 1.
 */
final class MasterWeights implements AutoCloseable {

  private final CausalLm start;
  private final Parameters parameters;
  private final NDManager memory = Engines.manager();
  private final NDList weights;
  private final AdamW.Guard guard;
  private final AdamW adam;
  private final AdamState state;
  private final Decoder model;
  private boolean handedOver;

  private MasterWeights(
      CausalLm start, TrainOptions options, Function<MasterWeights, AdamW.Guard> guard) {
    Storage storage = options.storage();
    this.start = start;
    this.parameters = start.copyParameters(storage.master());
    this.weights = parameters.list();
    this.adam = options.adam();
    this.model = parameters.decoder(start.config());
    try {
      this.state = AdamState.zeros(memory, weights, storage);
      this.guard = guard.apply(this);
    } catch (RuntimeException | Error e) {
      close();
      throw e;
    }
  }

  /**
   * A copy at rest, which can go back to the weights whose loss was a number last: to a copy of
   * them, or, where that would take much memory, by undoing the last update. The given model stays
   * as it is.
   */
  static MasterWeights goingBack(CausalLm start, TrainOptions options) {
    boolean copy = Parameters.areFew(start.weights()) && !options.storage().isNarrow();
    return new MasterWeights(
        start,
        options,
        all ->
            copy ? AdamW.Guard.keeping(all.memory, all.weights) : AdamW.Guard.ending(all.memory));
  }

  /** A copy at rest, where a step whose loss or gradient is no number is left out. */
  static MasterWeights skipping(CausalLm start, TrainOptions options) {
    return new MasterWeights(start, options, all -> AdamW.Guard.skipping(all.memory));
  }

  /** The forward pass with the weights of the moment. */
  Decoder model() {
    return model;
  }

  /** A scope for one step, to be closed after it. */
  NDManager scope() {
    return memory.newSubManager();
  }

  /**
   * One update in place, if loss and norm are numbers: these (2), which outlive the step.
   *
   * @param rounds in which some parameters are updated beside others, if it has threads
   * @param halves of the step, or all of it
   */
  NDArray update(Kernels k, Rounds rounds, List<Halves.Half> halves, double learningRate) {
    Halves.Half first = halves.get(0);
    NDList gradients = gradients(first.back());
    if (halves.size() == 1) {
      var found = new Gradients.Found(first.back().loss(), gradients, Kernels.NONE, 1, 0);
      return update(k, found, new int[] {0, weights.size()}, learningRate);
    }
    Halves.Half other = halves.get(1);
    NDList others = gradients(other.back());
    double ratio = other.share() / first.share();
    NDArray loss = first.back().loss().add(other.back().loss().mul((float) ratio));
    List<int[]> ranges = ranges(rounds.threads() ? 2 : 1);
    var norms =
        new NDList(
            rounds.all(
                ranges, r -> Gradients.norms(k, some(gradients, r), ratio, some(others, r))));
    var found =
        new Gradients.Found(
            loss.mul((float) first.share()), gradients, NDArrays.concat(norms), first.share(), 0);
    List<NDArray> said = rounds.all(ranges, r -> update(k, found, r, learningRate));
    said.subList(1, said.size()).forEach(NDArray::close);
    return said.get(0);
  }

  private NDArray update(Kernels k, Gradients.Found all, int[] r, double learningRate) {
    var found =
        new Gradients.Found(all.loss(), some(all.gradients(), r), all.norms(), all.share(), r[0]);
    return adam.step(
        k.in(memory),
        found,
        StepRecord.CLIP,
        some(weights, r),
        guard.of(r[0], r[1]),
        state.of(r[0], r[1]),
        learningRate);
  }

  private static NDList some(NDList all, int[] range) {
    return all.subNDList(range[0], range[1]);
  }

  /**
   * The parameters in one range, or in two of about as many numbers: from one to before another.
   */
  private List<int[]> ranges(int count) {
    int middle = 0;
    long half = 0;
    long all = weights.stream().mapToLong(NDArray::size).sum();
    while (count == 2 && half < all / 2) {
      half += weights.get(middle++).size();
    }
    return middle == 0 || middle == weights.size()
        ? List.of(new int[] {0, weights.size()})
        : List.of(new int[] {0, middle}, new int[] {middle, weights.size()});
  }

  /** In the order of the parameters. */
  private NDList gradients(Decoder.Backward back) {
    var gradients = new NDList();
    parameters.arrays().keySet().forEach(name -> gradients.add(back.gradients().get(name)));
    return gradients;
  }

  /** The loss and the norm of its gradients, added up: no number if one of them is none. */
  double sum(Kernels k, Decoder.Backward back) {
    return back.loss().getFloat() + Gradients.norm(k, gradients(back)).getFloat();
  }

  /** How many updates there were. */
  long updates() {
    return (long) state.steps().get(0).getFloat();
  }

  /** Takes the weights of the moment for good. */
  void keep() {
    if (!guard.good().isEmpty()) {
      Copies.all(new Kernels(memory), guard.good(), weights);
    }
  }

  /**
   * Brings the weights back that were good last; those of the start, if an update was so large that
   * it cannot be undone.
   *
   * @param good how many updates they had
   * @param lastRate of the update since then
   * @return how many updates the weights have had
   */
  long bringBack(long good, double lastRate) {
    var k = new Kernels(memory);
    if (!guard.good().isEmpty()) {
      Copies.all(k, weights, guard.good());
      return good;
    }
    if (good > 0 && adam.undo(k, weights, state, lastRate)) {
      return good;
    }
    start.weights().forEach((name, weight) -> copy(weight, parameters.arrays().get(name)));
    return 0;
  }

  private void copy(Weight weight, NDArray to) {
    try (NDManager scope = scope()) {
      Copies.all(new Kernels(scope), new NDList(to), new NDList(weight.load(scope)));
    }
  }

  /** Weights, means, squares, their scales, and counts by name, for a training state. */
  Map<String, NDArray> arrays(String prefix) {
    Map<String, NDArray> arrays = new LinkedHashMap<>();
    int i = 0;
    for (Map.Entry<String, NDArray> parameter : parameters.arrays().entrySet()) {
      String name = parameter.getKey();
      arrays.put(prefix + "weight." + name, parameter.getValue());
      arrays.put(prefix + "mean." + name, state.mean().get(i));
      arrays.put(prefix + "square." + name, state.square().get(i));
      if (state.meanScales().get(i) != Kernels.NONE) {
        arrays.put(prefix + "mean_scale." + name, state.meanScales().get(i));
        arrays.put(prefix + "square_scale." + name, state.squareScales().get(i));
      }
      arrays.put(prefix + "steps." + name, state.steps().get(i));
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
