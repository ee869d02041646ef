package minitron.eval.result;

import com.google.gson.JsonObject;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CancellationException;
import minitron.model.Decoder;
import minitron.model.LmLoss;
import minitron.model.NanException;
import minitron.model.TokenBatch;
import minitron.runs.Progress;

/**
 * How well a model predicts a text.
 *
 * @param loss mean cross-entropy of the next token inside each block, nats
 * @param tokens how many were predicted
 * @param bosRule what the tokenizer did about the BOS token
 */
public record Perplexity(double loss, long tokens, String bosRule) {
  /**
   * Measures a model on blocks of tokens, each by itself, in float32.
   *
   * @throws NanException if the loss is not a number
   * @throws CancellationException if it was asked to stop: the loss of a part compares with nothing
   */
  public static Perplexity of(
      Decoder model, List<TokenBatch> batches, String bosRule, Progress progress) {
    LmLoss.Mean mean = LmLoss.mean(model, batches, progress);
    long all = batches.stream().mapToLong(TokenBatch::targets).sum();
    if (mean.targets() < all) {
      throw new CancellationException(
          String.format(
              Locale.ROOT, "Stopped on request after %,d of %,d tokens.", mean.targets(), all));
    }
    if (Double.isNaN(mean.loss())) {
      throw new NanException("The loss");
    }
    return new Perplexity(mean.loss(), mean.targets(), bosRule);
  }

  /** e to the loss: among how many equally likely tokens the model is left to guess. */
  public double perplexity() {
    return Math.exp(loss);
  }

  /** The same numbers by name. */
  public JsonObject toJson() {
    JsonObject json = new JsonObject();
    json.addProperty("loss", loss);
    json.addProperty("perplexity", perplexity());
    json.addProperty("tokens", tokens);
    json.addProperty("bos", bosRule);
    return json;
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "loss %.3f nats a token, perplexity %.2f (%,d tokens; %s)",
        loss,
        perplexity(),
        tokens,
        bosRule);
  }
}
