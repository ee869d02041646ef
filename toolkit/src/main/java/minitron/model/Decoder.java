package minitron.model;

import ai.djl.ndarray.NDArray;
import java.util.Collection;
import java.util.List;
import java.util.stream.IntStream;
import minitron.model.ActivationHook.HookPoint;
import minitron.tensor.Engines;
import minitron.tensor.Kernels;
import minitron.tensor.Precision;

/**
 * The forward pass of the Llama family: Llama 3.1, Mistral NeMo, Qwen2, SmolLM2.
 *
 * <ul>
 *   <li>norms before attention and MLP, by the root mean square, with a weight
 *   <li>rotary positions, scaled for long inputs where the config says so
 *   <li>attention to all tokens before, or to those in the layer's {@link SlidingWindow}
 *   <li>several query heads share a key/value head; hidden need not be heads × head_dim
 *   <li>SwiGLU in the MLP
 *   <li>biases (Qwen2: q, k, v) and tied embeddings where the config says so
 * </ul>
 *
 * <p>Shapes: B batch, T time, C hidden channels, A attention channels (heads × head_dim), M MLP
 * neurons, V vocabulary. The residual stream and the norms are float32; matrix products and
 * attention are computed in the precision of the pass.
 *
 * @param config the architecture
 * @param embedVC the embedding
 * @param layers the layers that run, in order
 * @param normC weight of the final norm
 * @param headVC the head; the embedding itself where they are tied
 */
public record Decoder(
    ModelConfig config, NDArray embedVC, List<Layer> layers, NDArray normC, NDArray headVC) {
  /** What every layer of a pass is computed with. */
  private record Pass(
      Kernels k, Precision precision, ActivationHook observer, Attention attention) {}

  /** ids (B, T) → the last hidden state after the final norm (B, T, C). */
  public NDArray hidden(Kernels k, NDArray idsBT, Precision precision) {
    return finalNorm(k, stream(k, idsBT, precision, ActivationHook.NONE), precision);
  }

  /** ids (B, T) → the residual stream after the last layer (B, T, C). */
  public NDArray stream(Kernels k, NDArray idsBT, Precision precision, ActivationHook observer) {
    return layers(k, 0, layers.size(), k.embed(embedVC, idsBT), precision, observer);
  }

  /**
   * The residual stream (B, T, C) of tokens that see each other in another way than all before
   * them.
   */
  public NDArray stream(Kernels k, NDArray idsBT, Attention attention, Precision precision) {
    NDArray x = k.embed(embedVC, idsBT);
    return layers(new Pass(k, precision, ActivationHook.NONE, attention), 0, layers.size(), x);
  }

  /** Runs layers {@code first} … {@code end − 1}, counted from 0: (B, T, C) → (B, T, C). */
  public NDArray layers(
      Kernels k,
      int first,
      int end,
      NDArray streamBTC,
      Precision precision,
      ActivationHook observer) {
    int time = Math.toIntExact(streamBTC.getShape().get(1));
    Attention causal = Attention.causal(Rope.of(config, time, k.out()));
    return layers(new Pass(k, precision, observer, causal), first, end, streamBTC);
  }

  private NDArray layers(Pass pass, int first, int end, NDArray streamBTC) {
    NDArray x = streamBTC;
    for (int i = first; i < end; i++) {
      NDArray input = x;
      int layer = i;
      // One scope a layer: only its output leaves, and a graph keeps what it needs by itself.
      x = Engines.scoped(pass.k.out(), scope -> layer(pass, pass.k.in(scope), layer, input));
      if (input != streamBTC) {
        input.close();
      }
    }
    return x;
  }

  private NDArray layer(Pass pass, Kernels k, int i, NDArray xBTC) {
    Layer w = layers.get(i);
    double eps = config.rmsNormEps();
    ActivationHook observer = pass.observer;

    NDArray normedBTC = k.rmsNorm(xBTC, w.inputLayernorm(), eps, pass.precision);
    observer.see(HookPoint.INPUT_NORM, i, normedBTC);
    NDArray qBTA = w.q().apply(k, normedBTC);
    NDArray kBTA = w.k().apply(k, normedBTC);
    NDArray vBTA = w.v().apply(k, normedBTC);
    NDArray headsBTA = pass.attention.of(k, i, w.window(), qBTA, kBTA, vBTA);
    observer.see(HookPoint.HEADS, i, headsBTA);
    NDArray afterBTC = k.add(xBTC, w.o().apply(k, headsBTA));

    NDArray mlpBTC = k.rmsNorm(afterBTC, w.postAttentionLayernorm(), eps, pass.precision);
    observer.see(HookPoint.POST_ATTENTION_NORM, i, mlpBTC);
    NDArray neuronsBTM = k.swiglu(w.gate().apply(k, mlpBTC), w.up().apply(k, mlpBTC));
    observer.see(HookPoint.NEURONS, i, neuronsBTM);
    return k.add(afterBTC, w.down().apply(k, neuronsBTM));
  }

  /** The final norm of a stream (B, T, C). */
  public NDArray finalNorm(Kernels k, NDArray streamBTC, Precision precision) {
    return k.rmsNorm(streamBTC, normC, config.rmsNormEps(), precision);
  }

  /** Logits (B, T, V) in float32. Holds tokens × vocabulary: for looking, not for scoring. */
  public NDArray logits(Kernels k, NDArray idsBT) {
    return k.linear(hidden(k, idsBT, Precision.F32), headVC, null);
  }

  /** The same arrays without some of the layers, counted from 0. */
  public Decoder without(Collection<Integer> dropped) {
    List<Layer> kept =
        IntStream.range(0, layers.size())
            .filter(i -> !dropped.contains(i))
            .mapToObj(layers::get)
            .toList();
    return new Decoder(config, embedVC, kept, normC, headVC);
  }
}
