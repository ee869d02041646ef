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
import minitron.runs.StoppedInside;
import minitron.runs.TokensRead;
import minitron.tensor.Activations;
import minitron.tensor.Engines;
import minitron.tensor.Kernels;
import minitron.tensor.Rounds;

/**
 * Depth importance: block importance, and LM loss without the block, of every contiguous block of
 * the given sizes ("Importance Estimation" of the paper, Figure 8).
 *
 * <p>The stream before each layer is computed once for a batch; a model without layers i … j goes
 * on from there with layer j + 1, so a sweep costs about half of as many whole forward passes.
 */
public final class DepthImportance {
  private final Decoder model;
  private final SweepRows rows;
  private final List<Span> blocks;
  private final double[] distances;
  private final double[] losses;
  private double baseline;
  private long tokens;
  private long targets;

  private DepthImportance(Decoder model, int[] sizes, SweepRows rows) {
    this.model = model;
    this.rows = rows;
    blocks = Span.all(model.layers().size(), sizes);
    distances = new double[blocks.size()];
    losses = new double[blocks.size()];
  }

  /** Sweeps blocks of the given sizes, and keeps no rows. */
  public static Sensitivity run(
      Decoder model, List<TokenBatch> batches, int[] sizes, Progress progress) {
    return run(model, batches, sizes, SweepRows.NOT_KEPT, progress);
  }

  /**
   * Sweeps blocks of the given sizes; stops early, with the batches it has, when asked.
   *
   * @param rows of the same model and batches, measured before and to come
   * @throws NanException if the loss of the whole model, or of one without a block, is not a number
   * @throws CancellationException if it has none yet
   */
  public static Sensitivity run(
      Decoder model, List<TokenBatch> batches, int[] sizes, SweepRows rows, Progress progress) {
    var sweep = new DepthImportance(model, sizes, rows);
    int done = 0;
    var read = new TokensRead(progress, TokenBatch.tokens(batches));
    try (NDManager manager = Engines.manager()) {
      while (done < batches.size() && sweep.add(manager, done, batches.get(done), read, progress)) {
        read.batch(batches.get(done++).tokens());
      }
    } catch (StoppedInside batch) {
      // What was measured of it is kept in the rows.
    }
    if (done == 0) {
      throw new CancellationException("Stopped on request before the first batch was through.");
    }
    return sweep.result(Ending.stopped(done, batches.size(), "batches"));
  }

  /** What a batch passes through: all layers, and what is left behind each block with the head. */
  private long parts() {
    int layers = model.layers().size();
    return layers + blocks.stream().mapToLong(block -> layers - block.end() + 1).sum();
  }

  private boolean isKept(int batch) {
    return rows.numbers(key(batch), 1).isPresent()
        && blocks.stream().allMatch(block -> rows.numbers(key(batch, block), 2).isPresent());
  }

  private static String key(int batch) {
    return "batch " + (batch + 1);
  }

  private static String key(int batch, Span block) {
    return key(batch) + " without " + block;
  }

  /** What was measured without a block, and whether it had been kept before. */
  @SuppressWarnings("ArrayRecordComponent") // None compares them.
  private record Row(String key, double[] numbers, boolean kept) {}

  /** A batch, the stream before each of its layers and after the last, and who hears of parts. */
  private record Looked(TokenBatch batch, List<NDArray> streams, Runnable part) {}

  /** Looks at a batch whole or, if it is asked to stop, not at all; false if it was. */
  private boolean add(
      NDManager manager, int number, TokenBatch batch, TokensRead read, Progress progress) {
    var measured = new ArrayList<double[]>();
    boolean small = Rounds.isSmall(batch.tokens(), model.config().hiddenSize());
    try (Rounds rounds = Rounds.of(blocks.size(), small);
        NDManager scope = manager.newSubManager()) {
      Kernels k = new Kernels(scope);
      Runnable part = rounds.threads() ? () -> {} : read.parts(batch.tokens(), parts());
      var looked = new Looked(batch, isKept(number) ? List.of() : streams(k, batch, part), part);
      double whole = rows.numbers(key(number), 1).orElseGet(() -> whole(k, number, looked))[0];
      rounds.each(
          blocks,
          block -> {
            String key = key(number, block);
            return rows.numbers(key, 2)
                .map(kept -> new Row(key, kept, true))
                .orElseGet(() -> new Row(key, without(k, block, looked), false));
          },
          row -> {
            if (!row.kept) {
              rows.add(row.key, row.numbers);
            }
            measured.add(row.numbers);
          },
          () -> !progress.cancelled());
      if (measured.size() < blocks.size()) {
        return false;
      }
      baseline += whole;
    }
    for (int i = 0; i < distances.length; i++) {
      distances[i] += measured.get(i)[0];
      losses[i] += measured.get(i)[1];
    }
    tokens += batch.tokens();
    targets += batch.targets();
    return true;
  }

  private double[] whole(Kernels k, int number, Looked looked) {
    double loss = LmLoss.sum(k, model, looked.streams.get(model.layers().size()), looked.batch);
    if (Double.isNaN(loss)) {
      throw new NanException("The loss");
    }
    rows.add(key(number), loss);
    return new double[] {loss};
  }

  /** Sums over a batch: of 1 − cosine between a block's input and its output, and of the losses. */
  private double[] without(Kernels k, Span block, Looked looked) {
    try (NDManager inner = k.out().newSubManager()) {
      Kernels own = k.in(inner);
      NDArray beforeBTC = looked.streams.get(block.first());
      double moved =
          Activations.cosineDistance(
                  own, beforeBTC, looked.streams.get(block.end()), looked.batch.mask(inner))
              .getFloat();
      NDArray lastBTC = layers(own, block.end(), model.layers().size(), beforeBTC, looked.part);
      double lost = LmLoss.sum(own, model, lastBTC, looked.batch);
      looked.part.run();
      if (Double.isNaN(moved) || Double.isNaN(lost)) {
        throw new NanException(
            (Double.isNaN(lost) ? "The loss without " : "The importance of ") + block,
            "though the whole model's loss is one: look for very large weights in the layers that"
                + " are left, for their sum is beyond the largest float.");
      }
      return new double[] {moved, lost};
    }
  }

  /** The residual stream before every layer, and after the last. */
  private List<NDArray> streams(Kernels k, TokenBatch batch, Runnable part) {
    List<NDArray> streams = new ArrayList<>();
    streams.add(k.embed(model.embedVC(), batch.ids(k.out())));
    for (int i = 0; i < model.layers().size(); i++) {
      streams.add(layers(k, i, i + 1, streams.get(i), part));
    }
    return streams;
  }

  private NDArray layers(Kernels k, int first, int end, NDArray streamBTC, Runnable through) {
    ActivationHook layers = ActivationHook.layers(through);
    return model.layers(k, first, end, streamBTC, model.precision(), layers);
  }

  private Sensitivity result(Ending ending) {
    List<Sensitivity.Block> scores = new ArrayList<>();
    for (int i = 0; i < distances.length; i++) {
      int first = blocks.get(i).first() + 1;
      int last = blocks.get(i).end();
      scores.add(
          new Sensitivity.Block(
              first, last, distances[i] / tokens, losses[i] / targets, Optional.empty()));
    }
    return new Sensitivity(baseline / targets, Optional.empty(), scores, tokens, ending);
  }
}
