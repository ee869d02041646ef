package minitron.model;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import minitron.checkpoint.Dtype;
import minitron.checkpoint.KeptHashes;
import minitron.checkpoint.Weight;
import minitron.checkpoint.WeightsHash;
import minitron.checkpoint.WeightsHash.Watcher;
import minitron.io.Sha256;
import minitron.tensor.Precision;
import minitron.text.Tokenizer;
import minitron.text.TokenizerFolder;

/**
 * A language model: its architecture, its weights and its tokenizer, and all that is made of them:
 * the forward pass, a hash, packed copies for writing. Each is made when it is first needed, and
 * once.
 *
 * <p>So opening, trimming and saving a large checkpoint needs little memory. What was read is freed
 * when nobody holds the model any more, or at {@link #close}; a closed model reads its weights
 * again when it is used again, unless it was trained: a trained one lives in memory alone until it
 * is saved. Threads may share a model.
 */
public final class CausalLm implements AutoCloseable {
  private final ModelConfig config;
  private final WeightsHash hash;
  private final TokenizerFolder home;
  private final boolean trained;
  private final Precision precision;
  private final Owned owned = new Owned();
  private Parameters parameters;
  private Decoder decoder;

  /**
   * A model whose weights are read when asked for.
   *
   * @param weights by Hugging Face name, in the model's order
   * @param home the folder with the tokenizer's files, or null
   */
  public CausalLm(ModelConfig config, Map<String, Weight> weights, Path home) {
    this(
        config,
        new WeightsHash(weights, KeptHashes.ofUser()),
        home == null ? null : new TokenizerFolder(home),
        null,
        Precision.F32);
  }

  private CausalLm(
      ModelConfig config,
      WeightsHash hash,
      TokenizerFolder home,
      Parameters parameters,
      Precision precision) {
    this.config = config;
    this.hash = hash;
    this.home = home;
    this.trained = parameters != null;
    this.parameters = parameters;
    this.precision = precision;
  }

  /** Another model with the same tokenizer, whose weights are read when asked for. */
  public CausalLm with(ModelConfig other, Map<String, Weight> otherWeights) {
    return new CausalLm(other, hash.of(otherWeights), home, null, precision);
  }

  /** This architecture with trained parameters: it owns them, and is saved as they are. */
  public CausalLm trained(Parameters trainedParameters) {
    Map<String, Weight> inMemory = new LinkedHashMap<>();
    trainedParameters.arrays().forEach((name, a) -> inMemory.put(name, Weight.inMemory(a)));
    Dtype dtype = inMemory.get(ParameterShapes.EMBEDDING).dtype();
    return new CausalLm(
        config.withDtype(dtype), hash.of(inMemory), home, trainedParameters, precision);
  }

  /**
   * This model with weights of its own in memory, if they are part of a trained model's: it stays
   * usable when that one is closed, and does not keep that one's weights.
   */
  public CausalLm independentOf(CausalLm origin) {
    Precision type = config.dtype() == Dtype.BF16 ? Precision.BF16 : Precision.F32;
    return origin.trained ? trained(Parameters.load(weights(), type)) : this;
  }

  /** The architecture. */
  public ModelConfig config() {
    return config;
  }

  /** The weights by Hugging Face name, in the model's order. */
  public Map<String, Weight> weights() {
    return hash.weights();
  }

  /** The folder with the tokenizer's files; null for a model without one. */
  public Path home() {
    return home == null ? null : home.path();
  }

  /**
   * The model's tokenizer, opened once for it and for the models that were cut from it. It may have
   * more tokens than the model: it refuses a text with one of them.
   *
   * @throws IllegalArgumentException if it has none
   */
  public Tokenizer tokenizer() {
    if (home == null) {
      throw new IllegalArgumentException("The model has no tokenizer: load it from a folder.");
    }
    return home.open().within(config.vocabSize());
  }

  /** Number of parameters; tied embeddings count once. */
  public long parameterCount() {
    return ParameterShapes.count(config);
  }

  /** The same model with another type of its weights on disk: F32, F16 or BF16. */
  public CausalLm as(Dtype dtype) {
    Map<String, Weight> converted = new LinkedHashMap<>();
    weights().forEach((name, weight) -> converted.put(name, weight.as(dtype, name)));
    return with(config.withDtype(dtype), converted);
  }

  /** The SHA-256 of the weights; they are read for it once, and again only if a file changed. */
  public String sha256() {
    return hash.sha256();
  }

  /** The SHA-256 of the tokenizer's files, which are not opened; of nothing, if it has none. */
  public String tokenizerSha256() {
    return home == null ? Sha256.of(new byte[0]) : home.sha256();
  }

  /** A copy to train, matrices of a type and the rest float32; the caller closes it. */
  public Parameters copyParameters(Precision master) {
    return Parameters.load(weights(), master);
  }

  /**
   * The same weights, whose products are computed in another precision wherever the model is only
   * read: scored, swept, asked, calibrated on. (A training has a precision of its own.)
   */
  public CausalLm computedIn(Precision other) {
    return new CausalLm(config, hash, home, null, other);
  }

  /** The same weights, whose hashing is watched: theirs, and that of every model made from this. */
  public CausalLm watched(Watcher watcher) {
    return new CausalLm(config, hash.watched(watcher), home, null, precision);
  }

  /** What products are computed in where the model is only read. */
  public Precision precision() {
    return precision;
  }

  /** The forward pass over the weights, which are read now if they were not. */
  public synchronized Decoder decoder() {
    if (decoder == null) {
      if (parameters == null && trained) {
        throw new IllegalStateException(
            "This trained model was closed, and its weights were in memory alone: save it first.");
      }
      parameters = parameters == null ? Parameters.held(weights()) : parameters;
      decoder = parameters.decoder(config, precision);
    }
    return decoder;
  }

  /**
   * What is made of the weights once, such as packed copies, and is freed with them.
   *
   * @param type of which there is one
   * @param make makes it from the forward pass
   */
  public synchronized <T extends AutoCloseable> T owned(Class<T> type, Function<Decoder, T> make) {
    return owned.get(type, () -> make.apply(decoder()));
  }

  @Override
  public synchronized void close() {
    owned.close();
    if (parameters != null) {
      parameters.close();
      parameters = null;
      decoder = null;
    }
  }

  @Override
  public String toString() {
    return String.format(Locale.ROOT, "%s; %,d parameters", config, parameterCount());
  }
}
