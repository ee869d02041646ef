package minitron.infer;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import minitron.model.ActivationHook;
import minitron.model.Attention;
import minitron.model.CausalLm;
import minitron.model.Decoder;
import minitron.model.ParameterShapes;
import minitron.model.TokenBatch;
import minitron.tensor.ArrayOwner;
import minitron.tensor.Copies;
import minitron.tensor.Kernels;
import minitron.tensor.Packed;
import minitron.tensor.Precision;

/**
 * A model as writing needs it: the logits of the token after each row's last.
 *
 * <p>Writing multiplies few rows with all weights, again and again. So the weights are packed for
 * that in the type that products are computed in, where it can be done and the copy takes no more
 * than a third of the memory: at the first tokens that are read, and until this is closed. What was
 * in a file stays there, and the system takes its memory back when it needs it.
 */
public final class NextLogits implements AutoCloseable {
  private static final long SMALL = 512 * 1024;

  private final Decoder model;
  private final boolean packs;
  // Null until they are packed.
  private ArrayOwner owner;
  private Decoder packed;

  private NextLogits(Decoder model, boolean packs) {
    this.model = model;
    this.packs = packs;
  }

  /** A whole model, with its own packed weights: they are packed once, and live with the model. */
  public static NextLogits of(CausalLm model) {
    return model.owned(NextLogits.class, NextLogits::of);
  }

  /** A model whose weights are packed where that can be done. */
  public static NextLogits of(Decoder model) {
    boolean packs =
        Packed.available(model.precision())
            && Packed.fits(ParameterShapes.count(model.config()), model.precision());
    return new NextLogits(model, packs);
  }

  /** A model that needs no more memory than its weights, and writes more slowly. */
  public static NextLogits plain(Decoder model) {
    return new NextLogits(model, false);
  }

  /** Whether a layer has so few weights that a second thread waits longer than it works. */
  boolean isSmall() {
    return ParameterShapes.count(model.config()) <= SMALL * model.layers().size();
  }

  /** The model itself. */
  public Decoder model() {
    return model;
  }

  /** Reads the next tokens of rows of a cache → logits after each row's last (R, V). */
  public NDArray after(NDManager out, TokenBatch next, KeyValueCache.Rows rows) {
    Decoder writer = writer();
    Kernels k = new Kernels(out);
    Attention attention = rows.attention(next.time(), out);
    NDArray streamRTC =
        writer.stream(k, next.ids(out), attention, writer.precision(), ActivationHook.NONE);
    rows.advance(next.lengths());
    NDArray lastRC = k.rows(streamRTC, next.time() == 1 ? Kernels.NONE : next.lastPositions(out));
    NDArray logits = k.linear(writer.finalNorm(k, lastRC, writer.precision()), writer.headVC());
    return writer.precision() == Precision.F32 ? logits : Copies.toFloat(k, logits);
  }

  private synchronized Decoder writer() {
    if (packs && packed == null) {
      owner = ArrayOwner.of(manager -> packed = model.packed(new Kernels(manager)));
    }
    return packs ? packed : model;
  }

  /** Gives the packed weights up; the model stays. */
  @Override
  public synchronized void close() {
    if (owner != null) {
      owner.close();
      owner = null;
      packed = null;
    }
  }
}
