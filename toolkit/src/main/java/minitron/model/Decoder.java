package minitron.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import minitron.model.ActivationHook.HookPoint;
import minitron.tensor.Against;
import minitron.tensor.Backprop;
import minitron.tensor.Gradients;
import minitron.tensor.Kernels;
import minitron.tensor.LayerArrays;
import minitron.tensor.Packed;
import minitron.tensor.Precision;
import minitron.tensor.Seen;

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
 * @param precision what products are computed in where the model is only read: scored, swept, asked
 */
public record Decoder(
    ModelConfig config,
    NDArray embedVC,
    List<LayerArrays> layers,
    NDArray normC,
    NDArray headVC,
    Precision precision) {
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

  /** A batch → the last hidden state after the final norm (B, T, C). */
  public NDArray hidden(Kernels k, TokenBatch batch, Precision precision) {
    return finalNorm(k, stream(k, batch, precision, ActivationHook.NONE), precision);
  }

  /** A batch → the residual stream after the last layer (B, T, C). */
  public NDArray stream(Kernels k, TokenBatch batch, Precision precision, ActivationHook observer) {
    Attention attention = Attention.of(config, batch, k);
    return stream(k, batch.ids(k.out()), attention, precision, observer);
  }

  /**
   * The residual stream (B, T, C) of tokens that see each other in another way than all before
   * them.
   */
  public NDArray stream(
      Kernels k, NDArray idsBT, Attention attention, Precision precision, ActivationHook observer) {
    NDArray x = k.embed(embedVC, idsBT);
    return layers(new Pass(k, precision, observer, attention), 0, layers.size(), x);
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
      x = layer(pass, i, input);
      if (input != streamBTC) {
        input.close();
      }
      pass.observer.through();
    }
    return x;
  }

  /** The layer itself is told in {@code kernels.py}. */
  private NDArray layer(Pass pass, int i, NDArray xBTC) {
    double eps = config.rmsNormEps();
    Seen seen = pass.attention.of(i);
    if (!pass.observer.sees()) {
      return pass.k.layer(xBTC, layers.get(i), eps, pass.precision, seen);
    }
    NDList all = pass.k.layerAndActivations(xBTC, layers.get(i), eps, pass.precision, seen);
    HookPoint[] places = HookPoint.values();
    for (int p = 0; p < places.length; p++) {
      try (NDArray activation = all.get(1 + p)) {
        pass.observer.see(places[p], i, activation);
      }
    }
    return all.get(0);
  }

  /** The final norm of a stream (B, T, C). */
  public NDArray finalNorm(Kernels k, NDArray streamBTC, Precision precision) {
    return k.rmsNorm(streamBTC, normC, config.rmsNormEps(), precision);
  }

  /** Logits (B, T, V) in float32. Holds tokens × vocabulary: for looking, not for scoring. */
  public NDArray logits(Kernels k, NDArray idsBT) {
    return k.linear(hidden(k, idsBT, Precision.F32), headVC);
  }

  /**
   * What a pass and its way back give.
   *
   * @param found as {@link Gradients#of} gives it
   * @param gradients of the loss by the parameters' Hugging Face names, in the parameters' types
   */
  public record Backward(NDList found, Map<String, NDArray> gradients) {
    /** A scalar, nats a token. */
    public NDArray loss() {
      return found.get(0);
    }

    /** The last hidden state after the final norm. */
    public NDArray hiddenBTC() {
      return found.get(1);
    }
  }

  /**
   * The mean loss of a batch's tokens and its gradients in all weights.
   *
   * @param positionsN which tokens of the flattened batch count; all with {@link Kernels#NONE}
   * @param against what they are compared with
   * @param part what they are of a step's tokens
   */
  public Backward backward(
      Kernels k,
      TokenBatch batch,
      NDArray positionsN,
      Against against,
      Backprop how,
      Gradients.Part part) {
    boolean tied = config.tieWordEmbeddings();
    NDList found =
        Gradients.of(
            k,
            batch.ids(k.out()),
            positionsN,
            against,
            new Gradients.Model(
                embedVC,
                layers,
                normC,
                tied ? new NDList() : new NDList(headVC),
                config.rmsNormEps()),
            Attention.of(config, batch, k).of(0),
            how,
            part);
    List<String> names = ParameterShapes.backwards(layers.size());
    Map<String, NDArray> gradients = new HashMap<>();
    for (int i = 0; i < names.size(); i++) {
      gradients.put(names.get(i), found.get(2 + i)); // after the loss and the hidden state
    }
    return new Backward(found, gradients);
  }

  /** The same arrays without some of the layers, counted from 0. */
  public Decoder without(Collection<Integer> dropped) {
    List<LayerArrays> kept =
        IntStream.range(0, layers.size())
            .filter(i -> !dropped.contains(i))
            .mapToObj(layers::get)
            .toList();
    return new Decoder(config, embedVC, kept, normC, headVC, precision);
  }

  /** The same with weights that are packed for products of few rows, in its own precision. */
  public Decoder packed(Kernels k) {
    List<LayerArrays> packed =
        layers.stream().map(layer -> Packed.layer(k, layer, precision)).toList();
    return new Decoder(
        config, embedVC, packed, normC, Packed.of(k, new NDList(headVC), precision), precision);
  }
}
