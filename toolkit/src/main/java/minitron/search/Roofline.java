package minitron.search;

import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;
import minitron.model.ModelConfig;
import minitron.model.ParameterShapes;

/**
 * What a model has to do at least, by its config alone: the arithmetic of its matrix products and
 * of attention, and the bytes of weights and of cached keys and values that cross the memory bus.
 * Norms, activation functions, activations that leave a processor's caches, and the cost of each
 * call are left out, so a measured time is longer (Williams, Waterman and Patterson, 2009).
 *
 * @param config the architecture
 * @param bytesAWeight of a weight, and of a number in the cache: 4 in float32, 2 in bfloat16
 */
public record Roofline(ModelConfig config, double bytesAWeight) {
  /** Checks the size. */
  public Roofline {
    if (!(bytesAWeight > 0)) {
      throw new IllegalArgumentException(
          "A weight of %s bytes is none: give 4 for float32, 2 for bfloat16, 1 for 8 bits."
              .formatted(bytesAWeight));
    }
  }

  /**
   * A piece of work.
   *
   * @param flops floating-point operations; a multiplication and its addition are two
   * @param bytes that are read or written
   */
  public record Work(double flops, double bytes) {
    /** The least seconds on a machine: of arithmetic or of memory, whichever takes longer. */
    public double seconds(double flopsPerSecond, double bytesPerSecond) {
      return Math.max(flops / flopsPerSecond, bytes / bytesPerSecond);
    }
  }

  /** Reading a batch of prompts, up to the logits after the last token of each. */
  public Work prefill(int batch, int length) {
    double tokens = (double) batch * length;
    double flops = tokens * layers() + (double) batch * head() + batch * attention(0, length);
    return new Work(2 * flops, bytesAWeight * (read(tokens) + tokens * cacheOfToken()));
  }

  /** One more token of each text of a batch that has {@code past} tokens already. */
  public Work token(int batch, int past) {
    return token(batch, past, layers() + head(), read(batch));
  }

  private Work token(int batch, int past, double products, double read) {
    double flops = batch * (products + attention(past, 1));
    double seen = batch * cacheOfToken(layer -> seen(layer, past));
    return new Work(2 * flops, bytesAWeight * (read + seen));
  }

  /**
   * One step of training. The backward pass has twice the products of the forward pass. Either
   * reads the weights; then each parameter's gradient is written, and AdamW reads gradient, weight
   * and two moments, and writes the latter three.
   */
  public Work step(int batch, int length) {
    double tokens = (double) batch * length;
    double flops = tokens * (layers() + head()) + batch * attention(0, length);
    double moved = 2 * read(tokens) + 8.0 * ParameterShapes.count(config);
    return new Work(3 * 2 * flops, bytesAWeight * moved);
  }

  /**
   * The least seconds of answering: the prompts are read, which gives the first token of each, and
   * then the others come one by one.
   */
  public double seconds(
      int batch, int prompt, int tokens, double flopsPerSecond, double bytesPerSecond) {
    double products = layers() + head();
    double read = read(batch);
    return prefill(batch, prompt).seconds(flopsPerSecond, bytesPerSecond)
        + IntStream.range(0, tokens - 1)
            .mapToObj(done -> token(batch, prompt + done, products, read))
            .mapToDouble(work -> work.seconds(flopsPerSecond, bytesPerSecond))
            .sum();
  }

  /** Bytes of all weights. */
  public double weightBytes() {
    return bytesAWeight * ParameterShapes.count(config);
  }

  /** Bytes of the keys and values of texts of so many tokens. */
  public double cacheBytes(int batch, int length) {
    return bytesAWeight * batch * length * cacheOfToken();
  }

  /** Weights that a pass reads: all but the embedding, of which it takes a row a token. */
  private double read(double tokens) {
    return ParameterShapes.countWithoutEmbeddings(config)
        + (double) head()
        + tokens * config.hiddenSize();
  }

  /** Weights of the layers' matrices: each is multiplied and added once a token. */
  private double layers() {
    return ParameterShapes.of(config).entrySet().stream()
        .filter(e -> e.getKey().startsWith("model.layers.") && e.getValue().dimension() == 2)
        .mapToDouble(e -> e.getValue().size())
        .sum();
  }

  private long head() {
    return (long) config.vocabSize() * config.hiddenSize();
  }

  /** Products in the scores and the mix of a text's tokens from {@code past} on, in all layers. */
  private double attention(int past, int tokens) {
    double keys = 0;
    for (int layer = 0; layer < config.numHiddenLayers(); layer++) {
      for (int t = past; t < past + tokens; t++) {
        keys += seen(layer, t);
      }
    }
    return 2 * keys * config.attentionSize();
  }

  /** How many keys a token sees behind {@code past} others, its own among them. */
  private int seen(int layer, int past) {
    int window = config.slidingWindow().of(layer);
    return window > 0 ? Math.min(window, past + 1) : past + 1;
  }

  private double cacheOfToken() {
    return cacheOfToken(layer -> 1);
  }

  /** Numbers in the cache of as many tokens as each layer has there. */
  private double cacheOfToken(IntUnaryOperator tokens) {
    return 2.0
        * config.keyValueSize()
        * IntStream.range(0, config.numHiddenLayers()).map(tokens).asDoubleStream().sum();
  }
}
