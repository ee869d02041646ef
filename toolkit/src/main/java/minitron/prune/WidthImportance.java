package minitron.prune;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import minitron.model.ActivationHook;
import minitron.model.ActivationHook.HookPoint;
import minitron.model.Decoder;
import minitron.model.ModelConfig;
import minitron.model.TokenBatch;
import minitron.runs.Ending;
import minitron.runs.Progress;
import minitron.runs.StoppedInside;
import minitron.runs.TokensRead;
import minitron.tensor.Activations;
import minitron.tensor.Engines;
import minitron.tensor.Kernels;

/**
 * Width importance from activations, all axes in one forward pass over the calibration samples
 * ("Importance Estimation" of the paper; the sums of NVIDIA's Model Optimizer).
 *
 * <p>With the paper's aggregation the score of a channel is √ Σ_b (mean_t |x_btc|)². Hidden
 * channels: the sum of the scores over both norm outputs of every layer. Neurons: the input of
 * down_proj. Heads: the input of o_proj, then the L2 norm over a head's channels.
 */
public final class WidthImportance {
  private final Decoder model;
  private final Aggregation aggregation;
  private final NDManager manager;
  private final Sums sums = new Sums();
  private long samples;

  /** Sums (2, C) by place and layer. */
  private static final class Sums {
    private final Map<HookPoint, Map<Integer, NDArray>> all = new EnumMap<>(HookPoint.class);

    NDArray at(HookPoint place, int layer, NDManager owner, long channels) {
      return all.computeIfAbsent(place, p -> new HashMap<>())
          .computeIfAbsent(layer, i -> owner.zeros(new Shape(2, channels), DataType.FLOAT64));
    }
  }

  private WidthImportance(Decoder model, Aggregation aggregation, NDManager manager) {
    this.model = model;
    this.aggregation = aggregation;
    this.manager = manager;
  }

  /**
   * Scores a forward pass on samples; stops early, with what it has, when asked. Of which model it
   * is a pass the scores do not know.
   */
  public static WidthScores run(
      Decoder model, List<TokenBatch> batches, Aggregation aggregation, Progress progress) {
    return growing(model, List.of(batches), aggregation, progress).get(0);
  }

  /**
   * The scores after the first part of the samples, after the first two, and so on, in one pass;
   * where it is stopped, the last ones are of what it has.
   *
   * @throws CancellationException if it has none yet
   */
  public static List<WidthScores> growing(
      Decoder model, List<List<TokenBatch>> parts, Aggregation aggregation, Progress progress) {
    if (parts.isEmpty() || parts.stream().anyMatch(List::isEmpty)) {
      throw new IllegalArgumentException("No calibration samples: at least one is needed.");
    }
    int all = parts.stream().mapToInt(List::size).sum();
    List<WidthScores> grown = new ArrayList<>();
    try (NDManager manager = Engines.manager()) {
      var calibration = new WidthImportance(model, aggregation, manager);
      int done = 0;
      var read = new TokensRead(progress, parts.stream().mapToLong(TokenBatch::tokens).sum());
      for (List<TokenBatch> part : parts) {
        for (TokenBatch batch : part) {
          if (!calibration.add(batch, read)) {
            if (done == 0) {
              throw new CancellationException(
                  "Stopped on request before the first batch was through.");
            }
            grown.add(calibration.scores(Ending.stopped(done, all, "batches")));
            return grown;
          }
          done++;
        }
        grown.add(calibration.scores(Ending.WHOLE));
      }
    }
    return grown;
  }

  /** Takes in a batch whole or, if it is asked to stop, not at all; false if it was. */
  private boolean add(TokenBatch batch, TokensRead read) {
    Runnable layerThrough = read.parts(batch.tokens(), model.layers().size());
    try (NDManager scope = manager.newSubManager()) {
      NDArray maskBT1 = batch.mask(scope);
      Kernels k = new Kernels(scope);
      var own = new Sums();
      ActivationHook adder =
          (place, layer, x) -> {
            add(k, own, place, layer, x, maskBT1);
            if (place == HookPoint.NEURONS) { // the last of a layer
              layerThrough.run();
            }
          };
      model.stream(k, batch.ids(scope), model.precision(), adder);
      own.all.forEach((place, layers) -> layers.forEach((layer, s2C) -> add(place, layer, s2C)));
    } catch (StoppedInside middle) {
      return false;
    }
    samples += batch.size();
    read.batch(batch.tokens());
    return true;
  }

  private void add(HookPoint place, int layer, NDArray sums2C) {
    sums.at(place, layer, manager, sums2C.getShape().get(1)).addi(sums2C);
  }

  private void add(Kernels k, Sums own, HookPoint place, int layer, NDArray xBTC, NDArray maskBT1) {
    try (NDArray sampleBC = Activations.overTime(k, xBTC, maskBT1, aggregation.time().code)) {
      long channels = sampleBC.getShape().get(1);
      Activations.overSamples(k, own.at(place, layer, k.out(), channels), sampleBC);
    }
  }

  private WidthScores scores(Ending ending) {
    ModelConfig config = model.config();
    var hidden = new double[config.hiddenSize()];
    List<List<Float>> mlp = new ArrayList<>();
    List<List<Float>> heads = new ArrayList<>();
    for (int i = 0; i < model.layers().size(); i++) {
      for (HookPoint norm : List.of(HookPoint.INPUT_NORM, HookPoint.POST_ATTENTION_NORM)) {
        double[] scores = channels(norm, i);
        for (int c = 0; c < hidden.length; c++) {
          hidden[c] += scores[c];
        }
      }
      mlp.add(floats(channels(HookPoint.NEURONS, i)));
      heads.add(floats(headNorms(channels(HookPoint.HEADS, i), config.headDim())));
    }
    return new WidthScores(
        floats(hidden), mlp, heads, samples + " samples, " + aggregation, ending);
  }

  private double[] channels(HookPoint place, int layer) {
    double[] both = sums.all.get(place).get(layer).toDoubleArray();
    var scores = new double[both.length / 2];
    Arrays.setAll(scores, c -> aggregation.over(both[c], both[c + scores.length], samples));
    return scores;
  }

  private static double[] headNorms(double[] channels, int headDim) {
    var norms = new double[channels.length / headDim];
    for (int c = 0; c < channels.length; c++) {
      norms[c / headDim] = Math.hypot(norms[c / headDim], channels[c]);
    }
    return norms;
  }

  private static List<Float> floats(double[] values) {
    return Arrays.stream(values).mapToObj(x -> (float) x).toList();
  }
}
