package minitron.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.List;
import minitron.tensor.CachedPass;
import minitron.tensor.Kernels;
import minitron.tensor.Packed;
import minitron.tensor.Precision;

/**
 * A model as writing needs it, in float32: the logits of the token after each row's last.
 *
 * <p>Writing multiplies few rows with all weights, again and again. So the weights are packed for
 * that, where it can be done and the model is not too large to be held twice.
 */
public final class NextLogits {
  /** The most weights that are held twice: 4 GB of them. */
  private static final long MOST = 1L << 30;

  private final Decoder model;
  // Empty where nothing is packed.
  private final List<PackedLayer> layers;
  private final NDArray head;
  private final NDArray noBias;

  /** A model ready to write; {@code owner} owns the packed weights. */
  public NextLogits(Decoder model, NDManager owner) {
    boolean packed = Packed.available() && ParameterShapes.count(model.config()) <= MOST;
    this.model = model;
    this.layers =
        packed
            ? model.layers().stream().map(layer -> PackedLayer.of(layer, owner)).toList()
            : List.of();
    this.head = packed ? Packed.of(model.headVC(), owner) : model.headVC();
    this.noBias = owner.create(new Shape(0));
  }

  /** Reads the next tokens of rows of a cache → logits after each row's last (R, V). */
  public NDArray of(NDManager out, TokenBatch next, KeyValueCache.Rows rows) {
    Kernels k = Kernels.inference(out);
    boolean packed = !layers.isEmpty();
    NDArray stream = packed ? stream(k, next, rows) : model.stream(k, next, rows, Precision.F32);
    NDArray lastRC = k.rows(stream, next.time() == 1 ? null : next.lastPositions(out));
    NDArray normedRC = model.finalNorm(k, lastRC, Precision.F32);
    return packed ? Packed.linear(k, normedRC, head, noBias) : k.linear(normedRC, head, null);
  }

  /** {@link Decoder#stream} with packed layers. */
  private NDArray stream(Kernels k, TokenBatch next, KeyValueCache.Rows rows) {
    model.checkWindow(rows.longest() + next.time());
    CachedPass pass = rows.pass(next.time(), k.out());
    double eps = model.config().rmsNormEps();
    NDArray x = k.embed(model.embedVC(), next.ids(k.out()));
    for (int i = 0; i < layers.size(); i++) {
      NDArray input = x;
      x = layers.get(i).apply(k, input, eps, pass, rows.keysRSA(i), rows.valuesRSA(i));
      input.close();
    }
    rows.advance(next.lengths());
    return x;
  }
}
