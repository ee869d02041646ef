package minitron.model;

import ai.djl.ndarray.NDArray;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import minitron.checkpoint.Dtype;
import minitron.checkpoint.Weight;
import minitron.checkpoint.WeightsHash;
import minitron.text.Tokenizer;

/**
 * A language model: its architecture, its weights, and the tokenizer's files.
 *
 * <p>Weights are read when first needed, so opening, trimming and saving a large checkpoint needs
 * little memory. Closing frees what was read; the model can be used again and then reads again,
 * unless it was trained: a trained model lives in memory alone until it is saved.
 */
public final class CausalLm implements AutoCloseable {
  private final ModelConfig config;
  private final Map<String, Weight> weights;
  private final Path home;
  private final boolean trained;
  private Parameters parameters;
  private Hash hash;
  private Tokenizer tokenizer;

  /**
   * A model whose weights are read when asked for.
   *
   * @param weights by Hugging Face name, in the model's order
   * @param home the folder with the tokenizer's files, or null
   */
  public CausalLm(ModelConfig config, Map<String, Weight> weights, Path home) {
    this(config, weights, home, null);
  }

  private CausalLm(
      ModelConfig config, Map<String, Weight> weights, Path home, Parameters parameters) {
    this.config = config;
    this.weights = Collections.unmodifiableMap(new LinkedHashMap<>(weights));
    this.home = home;
    this.trained = parameters != null;
    this.parameters = parameters;
  }

  /** A model that was trained in memory: owns the parameters and is saved as float32. */
  public static CausalLm trained(ModelConfig config, Parameters parameters, Path home) {
    Map<String, Weight> weights = new LinkedHashMap<>();
    parameters.arrays().forEach((name, array) -> weights.put(name, Weight.inMemory(array)));
    return new CausalLm(config.withDtype(Dtype.F32), weights, home, parameters);
  }

  /**
   * This model with weights of its own in memory, if they are part of a trained model's: it stays
   * usable when that one is closed.
   */
  public CausalLm independentOf(CausalLm origin) {
    return origin.trained ? trained(config, copyParameters(), home) : this;
  }

  /** The architecture. */
  public ModelConfig config() {
    return config;
  }

  /** The weights by Hugging Face name, in the model's order. */
  public Map<String, Weight> weights() {
    return weights;
  }

  /** The folder with the tokenizer's files; null for a model without one. */
  public Path home() {
    return home;
  }

  /**
   * The model's tokenizer, opened once; it lives as long as the model.
   *
   * @throws IllegalArgumentException if it has none, or one that knows more tokens than the model
   */
  public synchronized Tokenizer tokenizer() {
    if (tokenizer == null) {
      tokenizer = openTokenizer();
    }
    return tokenizer;
  }

  private Tokenizer openTokenizer() {
    if (home == null) {
      throw new IllegalArgumentException("The model has no tokenizer: load it from a folder.");
    }
    Tokenizer opened = Tokenizer.of(home);
    if (opened.size() > config.vocabSize()) {
      int largest = opened.size() - 1;
      opened.close();
      throw new IllegalArgumentException(
          "The tokenizer in %s has ids up to %d, but the model's vocabulary has %d: they do not belong together."
              .formatted(home, largest, config.vocabSize()));
    }
    return opened;
  }

  /** Number of parameters; tied embeddings count once. */
  public long parameterCount() {
    return ParameterShapes.count(config);
  }

  /** The same model with another type of its weights on disk: F32, F16 or BF16. */
  public CausalLm as(Dtype dtype) {
    Map<String, Weight> converted = new LinkedHashMap<>();
    weights.forEach((name, weight) -> converted.put(name, weight.as(dtype, name)));
    return new CausalLm(config.withDtype(dtype), converted, home);
  }

  /**
   * SHA-256 over names, types, shapes and bytes of all weights, in lower-case hexadecimal. Weights
   * in files are read once, and again only if a file has changed.
   */
  public synchronized String sha256() {
    Optional<Set<String>> stamp = stamp();
    if (stamp.isEmpty()) {
      return WeightsHash.of(weights);
    }
    if (hash == null || !hash.stamp.equals(stamp.get())) {
      hash = new Hash(stamp.get(), WeightsHash.of(weights));
    }
    return hash.sha256;
  }

  /** A hash, and what the weights depended on when it was taken. */
  private record Hash(Set<String> stamp, String sha256) {}

  private Optional<Set<String>> stamp() {
    Set<String> stamps = new TreeSet<>();
    for (Weight weight : weights.values()) {
      Optional<String> stamp = weight.stamp();
      if (stamp.isEmpty()) {
        return Optional.empty();
      }
      stamps.add(stamp.get());
    }
    return Optional.of(stamps);
  }

  /** A copy of the weights in memory, for training; the caller closes it. */
  public Parameters copyParameters() {
    return Parameters.load(weights);
  }

  /** The forward pass over the weights, which are read now if they were not. */
  public synchronized Decoder decoder() {
    if (parameters == null) {
      if (trained) {
        throw new IllegalStateException(
            "This trained model was closed, and its weights were in memory alone: save it first.");
      }
      parameters = Parameters.load(weights);
    }
    return decoder(config, parameters.arrays());
  }

  /** A forward pass over other arrays of the same architecture. */
  public static Decoder decoder(ModelConfig config, Map<String, NDArray> arrays) {
    NDArray embedding = arrays.get("model.embed_tokens.weight");
    return new Decoder(
        config,
        embedding,
        IntStream.range(0, config.numHiddenLayers()).mapToObj(i -> Layer.of(arrays, i)).toList(),
        arrays.get("model.norm.weight"),
        config.tieWordEmbeddings() ? embedding : arrays.get("lm_head.weight"));
  }

  @Override
  public synchronized void close() {
    if (parameters != null) {
      parameters.close();
      parameters = null;
    }
    if (tokenizer != null) {
      tokenizer.close();
      tokenizer = null;
    }
  }

  @Override
  public String toString() {
    return String.format(Locale.ROOT, "%s; %,d parameters", config, parameterCount());
  }
}
