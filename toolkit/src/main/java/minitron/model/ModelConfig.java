package minitron.model;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import minitron.checkpoint.Dtype;

/**
 * The architecture of a model of the Llama family, by the names of Hugging Face's config.json.
 *
 * @param modelType {@code llama}, {@code mistral} or {@code qwen2}
 * @param vocabSize V
 * @param hiddenSize C; need not be heads × head_dim (Mistral NeMo, and any trimmed model)
 * @param intermediateSize M, neurons of an MLP
 * @param numHiddenLayers L
 * @param numAttentionHeads H, query heads
 * @param numKeyValueHeads G, groups of key/value heads; divides H
 * @param headDim D, channels of a head; never changes in pruning
 * @param maxPositionEmbeddings the longest input, tokens
 * @param slidingWindow how far back attention looks, layer by layer
 * @param rmsNormEps ε of the norms
 * @param rope rotary positions
 * @param tieWordEmbeddings whether the head is the embedding
 * @param biases which projections have one
 * @param initializerRange standard deviation of fresh weights
 * @param dtype type of the weights on disk
 * @param json all that the file says, kept when a model is saved again
 */
public record ModelConfig(
    String modelType,
    int vocabSize,
    int hiddenSize,
    int intermediateSize,
    int numHiddenLayers,
    int numAttentionHeads,
    int numKeyValueHeads,
    int headDim,
    int maxPositionEmbeddings,
    SlidingWindow slidingWindow,
    double rmsNormEps,
    RopeScaling rope,
    boolean tieWordEmbeddings,
    Set<String> biases,
    double initializerRange,
    Dtype dtype,
    JsonObject json) {

  /** Checks what no field can check alone. */
  public ModelConfig {
    if (numAttentionHeads % numKeyValueHeads != 0) {
      throw new IllegalArgumentException(
          "num_attention_heads %s is not a multiple of num_key_value_heads %s: every group needs the same number of heads."
              .formatted(numAttentionHeads, numKeyValueHeads));
    }
    if (headDim % 2 != 0) {
      throw new IllegalArgumentException(
          "head_dim " + headDim + " is odd: rotary positions turn pairs of channels.");
    }
    SizeLimits.check(
        vocabSize, hiddenSize, intermediateSize, numHiddenLayers, numAttentionHeads, headDim);
    biases = Set.copyOf(biases);
  }

  /** Channels of all query heads: H × D. */
  public int attentionSize() {
    return numAttentionHeads * headDim;
  }

  /** Channels of all key (or value) heads: G × D. */
  public int keyValueSize() {
    return numKeyValueHeads * headDim;
  }

  /**
   * This architecture with other widths.
   *
   * @throws IllegalArgumentException unless every group of heads keeps the same number
   */
  public ModelConfig withWidths(int hidden, int mlp, int heads) {
    JsonObject changed = toJson();
    changed.addProperty("hidden_size", hidden);
    changed.addProperty("intermediate_size", mlp);
    changed.addProperty("num_attention_heads", heads);
    return changed(hidden, mlp, numHiddenLayers, heads, slidingWindow, dtype, changed);
  }

  /** This architecture with only some of its layers, counted from 0. */
  public ModelConfig withLayers(int[] kept) {
    JsonObject said = toJson();
    said.addProperty("num_hidden_layers", kept.length);
    if (said.get("layer_types") instanceof JsonArray all) {
      var some = new JsonArray();
      Arrays.stream(kept).mapToObj(all::get).forEach(some::add);
      said.add("layer_types", some);
    }
    SlidingWindow window = slidingWindow.kept(kept);
    if (modelType.equals("qwen2") && window.tokens() > 0) {
      said.addProperty("max_window_layers", window.maxWindowLayers());
    }
    return changed(
        hiddenSize, intermediateSize, kept.length, numAttentionHeads, window, dtype, said);
  }

  /** This architecture with another type of the weights on disk. */
  public ModelConfig withDtype(Dtype other) {
    JsonObject changed = toJson();
    changed.addProperty(json.has("dtype") ? "dtype" : "torch_dtype", other.configName());
    return changed(
        hiddenSize,
        intermediateSize,
        numHiddenLayers,
        numAttentionHeads,
        slidingWindow,
        other,
        changed);
  }

  /** This architecture with a head of its own, whose weights are not the embedding's. */
  public ModelConfig withOwnHead() {
    JsonObject changed = toJson();
    changed.addProperty("tie_word_embeddings", false);
    return changed(
        hiddenSize,
        intermediateSize,
        numHiddenLayers,
        numAttentionHeads,
        slidingWindow,
        dtype,
        changed);
  }

  private ModelConfig changed(
      int hidden,
      int mlp,
      int layers,
      int heads,
      SlidingWindow window,
      Dtype type,
      JsonObject said) {
    return new ModelConfig(
        modelType,
        vocabSize,
        hidden,
        mlp,
        layers,
        heads,
        numKeyValueHeads,
        headDim,
        maxPositionEmbeddings,
        window,
        rmsNormEps,
        rope,
        said.get("tie_word_embeddings").getAsBoolean(),
        biases,
        initializerRange,
        type,
        said);
  }

  /**
   * The config.json of this architecture: all that was read, and what a reader would otherwise
   * derive, and wrongly once hidden is not heads × D.
   */
  public JsonObject toJson() {
    JsonObject said = json.deepCopy();
    said.addProperty("head_dim", headDim);
    said.addProperty("num_key_value_heads", numKeyValueHeads);
    said.addProperty("tie_word_embeddings", tieWordEmbeddings);
    return said;
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "%s: %d layers, hidden %d, MLP %d, %d heads in %d groups of %d channels, vocabulary %d, %s%s",
        modelType,
        numHiddenLayers,
        hiddenSize,
        intermediateSize,
        numAttentionHeads,
        numKeyValueHeads,
        headDim,
        vocabSize,
        rope,
        tieWordEmbeddings ? ", tied embeddings" : "");
  }
}
