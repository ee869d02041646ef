package minitron.infer;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.List;
import minitron.model.Attention;
import minitron.model.CausalLm;
import minitron.model.Decoder;
import minitron.model.ParameterShapes;
import minitron.model.TokenBatch;
import minitron.tensor.ArrayOwner;
import minitron.tensor.CachePositions;
import minitron.tensor.Kernels;
import minitron.tensor.Packed;
import minitron.tensor.Precision;

/**
 * A model as writing needs it, in float32: the logits of the token after each row's last.
 *
 * <p>Writing multiplies few rows with all weights, again and again. So the weights are packed for
 * that, where it can be done and the model is not too large to be held twice: at the first tokens
 * that are read, and until this is closed.
 */
public final class NextLogits implements AutoCloseable {
  /** The most weights that are held twice: 4 GB of them. */
  private static final long MOST = 1L << 30;

  private final Decoder model;
  private final boolean packed;
  // Null until they are packed.
  private ArrayOwner owner;
  private List<PackedLayer> layers;
  private NDArray head;
  private NDArray noBias;

  private NextLogits(Decoder model, boolean packed) {
    this.model = model;
    this.packed = packed;
  }

  /** A whole model, with its own packed weights: they are packed once, and live with the model. */
  public static NextLogits of(CausalLm model) {
    return model.owned(NextLogits.class, NextLogits::of);
  }

  /** A model whose weights are packed where that can be done. */
  public static NextLogits of(Decoder model) {
    boolean packed = Packed.available() && ParameterShapes.count(model.config()) <= MOST;
    return new NextLogits(model, packed);
  }

  /** A model that needs no more memory than its weights, and writes more slowly. */
  public static NextLogits plain(Decoder model) {
    return new NextLogits(model, false);
  }

  /** The model itself. */
  public Decoder model() {
    return model;
  }

  /** Reads the next tokens of rows of a cache → logits after each row's last (R, V). */
  public NDArray after(NDManager out, TokenBatch next, KeyValueCache.Rows rows) {
    pack();
    Kernels k = Kernels.inference(out);
    NDArray stream = packed ? packed(k, next, rows) : plain(k, next, rows);
    NDArray lastRC = k.rows(stream, next.time() == 1 ? null : next.lastPositions(out));
    NDArray normedRC = model.finalNorm(k, lastRC, Precision.F32);
    return packed
        ? Packed.linear(k, normedRC, head, noBias)
        : k.linear(normedRC, model.headVC(), null);
  }

  private synchronized void pack() {
    if (packed && layers == null) {
      owner =
          ArrayOwner.of(
              manager -> {
                head = Packed.of(model.headVC(), manager);
                noBias = manager.create(new Shape(0));
                // The last, as it says that all are there.
                layers = model.layers().stream().map(l -> PackedLayer.of(l, manager)).toList();
              });
    }
  }

  private NDArray plain(Kernels k, TokenBatch next, KeyValueCache.Rows rows) {
    Attention attention = rows.attention(next.time(), k.out());
    NDArray stream = model.stream(k, next.ids(k.out()), attention, Precision.F32);
    rows.advance(next.lengths());
    return stream;
  }

  /** The same with packed layers. */
  private NDArray packed(Kernels k, TokenBatch next, KeyValueCache.Rows rows) {
    CachePositions pass = rows.pass(next.time(), k.out());
    double eps = model.config().rmsNormEps();
    NDArray x = k.embed(model.embedVC(), next.ids(k.out()));
    for (int i = 0; i < layers.size(); i++) {
      NDArray input = x;
      PackedLayer own = layers.get(i);
      int window = model.layers().get(i).window();
      NDArray keysRSA = rows.keysRSA(i);
      NDArray valuesRSA = rows.valuesRSA(i);
      x =
          Packed.layer(
              k,
              input,
              own.norms(),
              own.weights(),
              own.biases(),
              eps,
              pass,
              window,
              keysRSA,
              valuesRSA);
      input.close();
    }
    rows.advance(next.lengths());
    return x;
  }

  /** Gives the packed weights up; the model stays. */
  @Override
  public synchronized void close() {
    if (owner != null) {
      owner.close();
      owner = null;
      layers = null;
    }
  }
}
