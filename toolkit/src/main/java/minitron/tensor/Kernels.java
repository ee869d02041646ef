package minitron.tensor;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtSymbolBlock;
import ai.djl.pytorch.jni.IValueUtils;
import ai.djl.pytorch.jni.JniUtils;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * The fused kernels of libtorch that DJL's NDArray lacks, by the names of {@code kernels.py} beside
 * this class. Every result belongs to the manager of the object.
 *
 * <p>Shapes: B batch, T time, C hidden channels, A attention channels (heads × head_dim), D
 * channels of a head, M MLP neurons, V vocabulary, N tokens (B and T flattened).
 */
public final class Kernels {
  /** Tokens × vocabulary that one chunk of the head may hold: 16 MB of float32. */
  private static final long CHUNK = 4L << 20;

  private final NDManager out;
  private final boolean grad;

  private Kernels(NDManager out, boolean grad) {
    this.out = out;
    this.grad = grad;
  }

  /** Kernels whose results belong to {@code out} and carry no graph. */
  public static Kernels inference(NDManager out) {
    return new Kernels(out, false);
  }

  /** Kernels whose results belong to {@code out} and remember how they were made. */
  public static Kernels training(NDManager out) {
    return new Kernels(out, true);
  }

  /** The same kernels with results that belong to another manager. */
  public Kernels in(NDManager other) {
    return new Kernels(other, grad);
  }

  /** The owner of the results. */
  public NDManager out() {
    return out;
  }

  // The forward pass

  /** Rows of the embedding: (V, C), ids (B, T) → (B, T, C). */
  public NDArray embed(NDArray wVC, NDArray idsBT) {
    return one("embed", wVC, idsBT);
  }

  /** Root mean square norm, computed in float32 and given in {@code precision}. */
  public NDArray rmsNorm(NDArray xBTC, NDArray wC, double eps, Precision precision) {
    return one("rms_norm", xBTC, wC, eps, precision.code());
  }

  /** x · wᵀ + b in the type of x; {@code b} may be null. */
  public NDArray linear(NDArray x, NDArray w, NDArray b) {
    return b == null ? one("linear", x, w) : one("linear_bias", x, w, b);
  }

  /** Causal attention with grouped key/value heads and rotary positions → (B, T, A). */
  public NDArray attention(NDArray qBTA, NDArray kBTA, NDArray vBTA, NDArray cosTD, NDArray sinTD) {
    return one("attention", qBTA, kBTA, vBTA, cosTD, sinTD);
  }

  /**
   * Attention of tokens that form a tree, packed into one row → (1, T, A), in groups of runs that
   * are padded to one size. A query sees the keys up to its own. The angles are of each token's
   * depth.
   *
   * @param queries for every group, the places of its queries (R, T)
   * @param keys for every group, the places of the keys that they see, their own last (R, S)
   * @param pasts for every group, how many keys stand before the first query (R); all 0 where S = T
   * @param orderN for every place, where among the padded queries of all groups it stands
   */
  public NDArray treeAttention(
      NDArray qBTA,
      NDArray kBTA,
      NDArray vBTA,
      NDArray cosTD,
      NDArray sinTD,
      NDList queries,
      NDList keys,
      NDList pasts,
      NDArray orderN) {
    return one("tree_attention", qBTA, kBTA, vBTA, cosTD, sinTD, queries, keys, pasts, orderN);
  }

  /**
   * Attention of new tokens to those in a cache and to themselves → (R, T, A); the cache's arrays
   * take in the new keys and values.
   *
   * @param cosSD angles of every position that the cache has room for
   * @param keysRGSD the cached keys, written to
   * @param valuesRGSD the cached values, written to
   * @param pastR how many tokens of each row are in the cache, int64
   * @param seen how many positions the longest row then has
   * @param even whether every row has as many
   */
  public NDArray cachedAttention(
      NDArray qRTA,
      NDArray kRTA,
      NDArray vRTA,
      NDArray cosSD,
      NDArray sinSD,
      NDArray keysRGSD,
      NDArray valuesRGSD,
      NDArray pastR,
      int seen,
      boolean even) {
    return one(
        "cached_attention",
        qRTA,
        kRTA,
        vRTA,
        cosSD,
        sinSD,
        keysRGSD,
        valuesRGSD,
        pastR,
        seen,
        even ? 1 : 0);
  }

  /** silu(gate) × up. */
  public NDArray swiglu(NDArray gateBTM, NDArray upBTM) {
    return one("swiglu", gateBTM, upBTM);
  }

  /** x + y, in the wider type of the two. */
  public NDArray add(NDArray x, NDArray y) {
    return one("add", x, y);
  }

  /** (B, T, C) → (N, C): the rows at positions of the flattened batch, or all with null. */
  public NDArray rows(NDArray xBTC, NDArray positionsN) {
    return positionsN == null ? one("flat", xBTC) : one("rows", xBTC, positionsN);
  }

  // The head and its losses

  /**
   * Log-probability of each target (N, K) and whether it is the most likely token (N, K; 1 or 0).
   *
   * @param targetsNK token ids, one or more a row; (N) for one
   */
  public NDList tokenScores(NDArray hiddenNC, NDArray headVC, NDArray targetsNK) {
    return list("token_scores", hiddenNC, headVC, targetsNK, chunk(headVC));
  }

  /** Mean cross-entropy in nats, a scalar; with its graph when training. */
  public NDArray crossEntropy(NDArray hiddenNC, NDArray headVC, NDArray targetsN) {
    Kernels plain = inference(out);
    NDList loss = plain.list("cross_entropy", hiddenNC, headVC, targetsN, chunk(headVC));
    return graft(loss, hiddenNC, headVC);
  }

  /** Mean forward KL(teacher ‖ student) in nats, a scalar; with its graph when training. */
  public NDArray forwardKl(NDArray hiddenNC, NDArray headVC, NDArray teacherNC, NDArray teacherVC) {
    Kernels plain = inference(out);
    NDList loss = plain.list("forward_kl", hiddenNC, headVC, teacherNC, teacherVC, chunk(headVC));
    return graft(loss, hiddenNC, headVC);
  }

  private NDArray graft(NDList lossAndGradients, NDArray hiddenNC, NDArray headVC) {
    NDArray loss = lossAndGradients.get(0);
    return grad
        ? one("graft", loss, hiddenNC, headVC, lossAndGradients.get(1), lossAndGradients.get(2))
        : loss;
  }

  private static long chunk(NDArray headVC) {
    return Math.max(1, CHUNK / headVC.getShape().get(0));
  }

  // The optimiser

  /** Gradients of a scalar in a list of parameters, in their order. */
  public NDList gradients(NDArray loss, NDList parameters) {
    return list("gradients", loss, parameters);
  }

  /** Scales gradients in place to a global L2 norm of at most {@code limit}; gives the norm. */
  public NDArray clip(NDList gradients, double limit) {
    return one("clip", gradients, limit);
  }

  /** One AdamW step in place. */
  public void adamW(
      NDList parameters, NDList gradients, AdamState state, AdamW options, double learningRate) {
    one(
            "adamw",
            parameters,
            gradients,
            state.mean(),
            state.square(),
            state.steps(),
            learningRate,
            options.beta1(),
            options.beta2(),
            options.epsilon(),
            options.weightDecay())
        .close();
  }

  /** Copies the values of one list of arrays into another of the same shapes. */
  public void copyAll(NDList to, NDList from) {
    one("copy_all", to, from).close();
  }

  // Importance

  /** (B, T, C) → (B, C): 0 mean of |x|, 1 L2 norm, 2 variance over the steps of the mask. */
  public NDArray overTime(NDArray xBTC, NDArray maskBT1, int how) {
    return one("over_time", xBTC, maskBT1, how);
  }

  /** Adds the samples of (B, C) to running float64 sums (2, C): of s and of s². */
  public void overSamples(NDArray sums2C, NDArray samplesBC) {
    one("over_samples", sums2C, samplesBC).close();
  }

  /** Sum over the tokens of the mask of 1 − cos(x, y), a scalar; the cosine is clamped. */
  public NDArray cosineDistance(NDArray xBTC, NDArray yBTC, NDArray maskBT1) {
    return one("cosine_distance", xBTC, yBTC, maskBT1);
  }

  // Weights in and out

  /** The slices of an axis at the given indices, in their order. */
  public NDArray select(NDArray x, int axis, NDArray kept) {
    return one("select", x, axis, kept);
  }

  /** A float32 copy. */
  public NDArray toFloat(NDArray x) {
    return one("to_float", x);
  }

  /** A float16 copy. */
  public NDArray toHalf(NDArray x) {
    return one("float_to_f16", x);
  }

  /** A copy with the values that bfloat16 has, ties to even. */
  public NDArray roundToBfloat16(NDArray x) {
    return one("round_to_bf16", x);
  }

  /** Writes rows into an array in place, from row {@code first} on. */
  public void putRows(NDArray all, NDArray part, long first) {
    one("put_rows", all, part, first).close();
  }

  /** A view of {@code count} rows of an array, from row {@code first} on. */
  public NDArray takeRows(NDArray all, long first, long count) {
    return one("take_rows", all, first, count);
  }

  // How a kernel is called

  private NDArray one(String method, Object... arguments) {
    return list(method, arguments).get(0);
  }

  /**
   * Calls a method of the script. DJL takes the method's name from the name of the first array, and
   * makes a list of arrays that are all named {@code x[]}; numbers travel as arrays of no
   * dimension.
   */
  private NDList list(String method, Object... arguments) {
    var inputs = new NDList();
    List<NDArray> own = new ArrayList<>();
    NDArray key = own(own, out.create(new Shape(), DataType.FLOAT32));
    key.setName("module_method:" + method);
    inputs.add(key);
    for (int i = 0; i < arguments.length; i++) {
      Object argument = arguments[i];
      if (argument instanceof NDArray array) {
        inputs.add(array);
      } else if (argument instanceof NDList arrays) {
        name(arrays, "a" + i + "[]");
        inputs.addAll(arrays);
      } else if (argument instanceof Double number) {
        inputs.add(own(own, Script.CPU.create(number.doubleValue())));
      } else {
        inputs.add(own(own, Script.CPU.create(((Number) argument).longValue())));
      }
    }
    boolean before = JniUtils.isGradMode();
    try {
      JniUtils.setGradMode(grad);
      JniUtils.setGraphExecutorOptimize(false);
      return IValueUtils.forward(Script.MODULE, inputs, true);
    } finally {
      JniUtils.setGradMode(before);
      own.forEach(NDArray::close);
      for (Object argument : arguments) {
        if (argument instanceof NDList arrays) {
          name(arrays, null);
        }
      }
    }
  }

  private static NDArray own(List<NDArray> own, NDArray array) {
    own.add(array);
    return array;
  }

  private static void name(NDList arrays, String name) {
    arrays.forEach(array -> array.setName(name));
  }

  /** The script, loaded once when the first kernel is called. */
  private static final class Script {
    static final PtSymbolBlock MODULE = load();

    /** Owner of numbers: on the CPU, so that reading one never waits for a GPU. */
    static final NDManager CPU = Engines.engine().newBaseManager(Device.cpu());

    private static PtSymbolBlock load() {
      try (InputStream text = Kernels.class.getResourceAsStream("kernels.py")) {
        String methods = new String(text.readAllBytes(), StandardCharsets.UTF_8);
        return TorchScript.load(Engines.engine().newBaseManager(), methods);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
