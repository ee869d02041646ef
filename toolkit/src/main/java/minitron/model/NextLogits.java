package minitron.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.List;
import minitron.tensor.Kernels;
import minitron.tensor.Packed;
import minitron.tensor.Precision;

/**
 * A model as writing needs it, in float32: the logits of the token after each row's last.
 *
 * <p>Writing multiplies few rows with all weights, again and again. So the weights are packed for
 * that, where it can be done and the model is not too large to be held twice.
 *
 * @param model the forward pass
 * @param head from the last hidden state to the logits
 */
public record NextLogits(Decoder model, Linear head) {
  /** The most weights that are held twice: 4 GB of them. */
  private static final long MOST = 1L << 30;

  /** A model ready to write; {@code owner} owns the packed weights. */
  public static NextLogits packed(Decoder model, NDManager owner) {
    Linear head = new Linear(model.headVC(), null);
    if (!Packed.available() || ParameterShapes.count(model.config()) > MOST) {
      return new NextLogits(model, head);
    }
    List<Layer> layers = model.layers().stream().map(layer -> layer.pack(owner)).toList();
    var packed =
        new Decoder(model.config(), model.embedVC(), layers, model.normC(), model.headVC());
    return new NextLogits(packed, head.pack(owner));
  }

  /** Reads the next tokens of rows of a cache → logits after each row's last (R, V). */
  public NDArray of(NDManager out, TokenBatch next, KeyValueCache.Rows rows) {
    Kernels k = Kernels.inference(out);
    NDArray stream = model.stream(k, next, rows, Precision.F32);
    NDArray lastRC = k.rows(stream, next.time() == 1 ? null : next.lastPositions(out));
    return head.apply(k, model.finalNorm(k, lastRC, Precision.F32));
  }
}
