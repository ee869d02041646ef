package minitron.prune;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import minitron.model.ActivationHook;
import minitron.model.Decoder;
import minitron.model.LmLoss;
import minitron.model.NanException;
import minitron.model.TokenBatch;
import minitron.runs.Ending;
import minitron.runs.Progress;
import minitron.tensor.Activations;
import minitron.tensor.Engines;
import minitron.tensor.Kernels;
import minitron.tensor.Precision;

/**
 * Depth importance: block importance, and LM loss without the block, of every contiguous block of
 * the given sizes ("Importance Estimation" of the paper, Figure 8).
 *
 * <p>The stream before each layer is computed once for a batch; a model without layers i … j goes
 * on from there with layer j + 1, so a sweep costs about half of as many whole forward passes.
 */
public final class DepthImportance {
  private final Decoder model;
  private final List<int[]> blocks = new ArrayList<>(); // the first layer, and the one after it
  private final double[] distances;
  private final double[] losses;
  private double baseline;
  private long tokens;
  private long targets;

  private DepthImportance(Decoder model, int[] sizes) {
    this.model = model;
    int layers = model.layers().size();
    for (int size : sizes) {
      if (size < 1 || size > layers) {
        throw new IllegalArgumentException(
            "A block of %s layers cannot be removed from a model of %s: allowed sizes are 1 to %s."
                .formatted(size, layers, layers));
      }
      for (int first = 0; first + size <= layers; first++) {
        blocks.add(new int[] {first, first + size});
      }
    }
    distances = new double[blocks.size()];
    losses = new double[blocks.size()];
  }

  /**
   * Sweeps blocks of the given sizes; stops early, with the batches it has, when asked.
   *
   * @throws NanException if the loss of the whole model is not a number
   * @throws CancellationException if it has none yet
   */
  public static Sensitivity run(
      Decoder model, List<TokenBatch> batches, int[] sizes, Progress progress) {
    var sweep = new DepthImportance(model, sizes);
    int done = 0;
    try (NDManager manager = Engines.manager()) {
      while (done < batches.size() && sweep.add(manager, batches.get(done), progress)) {
        progress.at(++done, batches.size(), "");
      }
    }
    if (done == 0) {
      throw new CancellationException("Stopped on request before the first batch was through.");
    }
    return sweep.result(Ending.stopped(done, batches.size(), "batches"));
  }

  /** Looks at a batch whole or, if it is asked to stop, not at all; false if it was. */
  private boolean add(NDManager manager, TokenBatch batch, Progress progress) {
    var moved = new double[distances.length];
    var lost = new double[distances.length];
    try (NDManager scope = manager.newSubManager()) {
      Kernels k = Kernels.inference(scope);
      NDArray maskBT1 = batch.mask(scope);
      List<NDArray> streams = streams(k, batch);
      double whole = LmLoss.sum(k, model, streams.get(streams.size() - 1), batch);
      if (Double.isNaN(whole)) {
        throw new NanException("The loss");
      }
      for (int i = 0; i < distances.length; i++) {
        if (progress.cancelled()) {
          return false;
        }
        int first = blocks.get(i)[0];
        int next = blocks.get(i)[1];
        try (NDManager inner = scope.newSubManager()) {
          Kernels own = k.in(inner);
          moved[i] =
              Activations.cosineDistance(own, streams.get(first), streams.get(next), maskBT1)
                  .getFloat();
          NDArray lastBTC = layers(own, next, model.layers().size(), streams.get(first));
          lost[i] = LmLoss.sum(own, model, lastBTC, batch);
        }
      }
      baseline += whole;
      for (int i = 0; i < distances.length; i++) {
        distances[i] += moved[i];
        losses[i] += lost[i];
      }
      tokens += batch.tokens();
      targets += batch.targets();
      return true;
    }
  }

  /** The residual stream before every layer, and after the last. */
  private List<NDArray> streams(Kernels k, TokenBatch batch) {
    List<NDArray> streams = new ArrayList<>();
    streams.add(k.embed(model.embedVC(), batch.ids(k.out())));
    for (int i = 0; i < model.layers().size(); i++) {
      streams.add(layers(k, i, i + 1, streams.get(i)));
    }
    return streams;
  }

  private NDArray layers(Kernels k, int first, int end, NDArray streamBTC) {
    return model.layers(k, first, end, streamBTC, Precision.F32, ActivationHook.NONE);
  }

  private Sensitivity result(Ending ending) {
    List<Sensitivity.Block> scores = new ArrayList<>();
    for (int i = 0; i < distances.length; i++) {
      int first = blocks.get(i)[0] + 1;
      int last = blocks.get(i)[1];
      scores.add(
          new Sensitivity.Block(
              first, last, distances[i] / tokens, losses[i] / targets, Optional.empty()));
    }
    return new Sensitivity(baseline / targets, Optional.empty(), scores, tokens, ending);
  }
}
