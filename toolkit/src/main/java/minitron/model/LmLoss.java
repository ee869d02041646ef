package minitron.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.ArrayList;
import java.util.List;
import minitron.runs.Progress;
import minitron.runs.StoppedInside;
import minitron.runs.TokensRead;
import minitron.tensor.Against;
import minitron.tensor.Backprop;
import minitron.tensor.Engines;
import minitron.tensor.Gradients;
import minitron.tensor.Kernels;
import minitron.tensor.Losses;
import minitron.tensor.Rounds;

/** The language-modelling loss: mean cross-entropy of the next token, in nats. */
public final class LmLoss {
  /** What plots and tables call the loss on held-out text, as the paper's figures do. */
  public static final String VALIDATION = "LM validation loss";

  /** The same with its unit. */
  public static final String VALIDATION_IN_NATS = VALIDATION + " (nats)";

  private LmLoss() {}

  /** The mean loss of every next token of a batch, with its gradients. */
  public static Decoder.Backward backward(
      Kernels k, Decoder model, TokenBatch batch, Backprop how) {
    return backward(k, model, batch, how, Gradients.Part.whole());
  }

  /** The same of a part of a step's samples. */
  public static Decoder.Backward backward(
      Kernels k, Decoder model, TokenBatch batch, Backprop how, Gradients.Part part) {
    Against next = Against.tokens(batch.nextTokens(k.out()));
    NDArray positionsN = batch.targetPositions(k.out());
    return model.backward(k, batch, positionsN, next, how, part);
  }

  /**
   * Sum of the losses of every next token of a batch, nats, from a stream before the final norm:
   * the head runs once for each target and never holds tokens × vocabulary.
   */
  public static double sum(Kernels k, Decoder model, NDArray streamBTC, TokenBatch batch) {
    NDArray hiddenBTC = model.finalNorm(k, streamBTC, model.precision());
    NDArray hiddenNC = k.rows(hiddenBTC, batch.targetPositions(k.out()));
    return -Losses.sumOfScores(k, hiddenNC, model.headVC(), batch.nextTokens(k.out()));
  }

  /**
   * A mean.
   *
   * @param loss nats a token
   * @param targets predicted tokens
   */
  public record Mean(double loss, long targets) {}

  /**
   * Mean loss over batches, each next token counted once; stops early, with what it has, when
   * asked: between two layers.
   */
  public static Mean mean(Decoder model, List<TokenBatch> batches, Progress progress) {
    int hidden = model.config().hiddenSize();
    boolean small = batches.stream().allMatch(batch -> Rounds.isSmall(batch.tokens(), hidden));
    try (Rounds rounds = Rounds.of(batches.size(), small)) {
      return mean(model, batches, rounds, progress);
    }
  }

  /** The same in rounds of the caller's, which may be on a thread that is one of many. */
  public static Mean mean(
      Decoder model, List<TokenBatch> batches, Rounds rounds, Progress progress) {
    try (NDManager manager = Engines.manager()) {
      List<Double> sums = new ArrayList<>();
      var read = new TokensRead(progress, TokenBatch.tokens(batches));
      try {
        rounds.each(
            batches,
            batch ->
                sum(manager, model, batch, rounds.threads() ? () -> {} : parts(read, model, batch)),
            sum -> {
              read.batch(batches.get(sums.size()).tokens());
              sums.add(sum);
            },
            () -> !progress.cancelled());
      } catch (StoppedInside batch) {
        // The mean is that of the batches before it.
      }
      double sum = 0;
      long count = 0;
      for (int i = 0; i < sums.size(); i++) {
        sum += sums.get(i);
        count += batches.get(i).targets();
      }
      return new Mean(sum / count, count);
    }
  }

  /** Layers, and the head. */
  private static Runnable parts(TokensRead read, Decoder model, TokenBatch batch) {
    return read.parts(batch.tokens(), model.layers().size() + 1);
  }

  private static double sum(NDManager manager, Decoder model, TokenBatch batch, Runnable through) {
    try (NDManager scope = manager.newSubManager()) {
      Kernels k = new Kernels(scope);
      ActivationHook layers = ActivationHook.layers(through);
      NDArray streamBTC = model.stream(k, batch, model.precision(), layers);
      return sum(k, model, streamBTC, batch);
    }
  }
}
