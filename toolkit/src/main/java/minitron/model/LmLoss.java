package minitron.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.List;
import minitron.runs.Progress;
import minitron.tensor.Against;
import minitron.tensor.Backprop;
import minitron.tensor.Engines;
import minitron.tensor.Kernels;
import minitron.tensor.Losses;
import minitron.tensor.Precision;

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
    Against next = Against.tokens(batch.nextTokens(k.out()));
    return model.backward(k, batch.ids(k.out()), batch.targetPositions(k.out()), next, how);
  }

  /**
   * Sum of the losses of every next token of a batch, nats, from a stream before the final norm:
   * the head runs once for each target and never holds tokens × vocabulary.
   */
  public static double sum(Kernels k, Decoder model, NDArray streamBTC, TokenBatch batch) {
    NDArray hiddenBTC = model.finalNorm(k, streamBTC, Precision.F32);
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
   * asked.
   */
  public static Mean mean(Decoder model, List<TokenBatch> batches, Progress progress) {
    double sum = 0;
    long count = 0;
    try (NDManager manager = Engines.manager()) {
      for (int i = 0; i < batches.size(); i++) {
        TokenBatch batch = batches.get(i);
        try (NDManager scope = manager.newSubManager()) {
          Kernels k = new Kernels(scope);
          NDArray streamBTC = model.stream(k, batch.ids(scope), Precision.F32, ActivationHook.NONE);
          sum += sum(k, model, streamBTC, batch);
        }
        count += batch.targets();
        progress.at(i + 1, batches.size(), "");
        if (progress.cancelled()) {
          break;
        }
      }
    }
    return new Mean(sum / count, count);
  }
}
