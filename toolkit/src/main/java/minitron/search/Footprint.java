package minitron.search;

import ai.djl.ndarray.types.Shape;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import minitron.model.ModelConfig;
import minitron.model.ParameterShapes;
import minitron.report.Columns;
import minitron.report.Markdown;
import minitron.report.Numbers;
import minitron.report.Showable;
import tech.tablesaw.api.Table;

/**
 * What an architecture takes, by its config alone: parameters, memory and arithmetic.
 *
 * @param config the architecture
 * @param batch how many texts are written at once
 * @param length tokens of each, whose keys and values are cached
 * @param bytesAWeight of a weight, and of a number in the cache: 4 in float32, 2 in bfloat16
 */
public record Footprint(ModelConfig config, int batch, int length, int bytesAWeight)
    implements Showable {
  /** In float32: the weight, its gradient, and the two moments of AdamW. */
  static final int BYTES_IN_TRAINING = 4 * Float.BYTES;

  private static final double MB = 1e6;

  /** Checks the numbers. */
  public Footprint {
    if (batch < 1 || length < 1 || bytesAWeight < 1) {
      throw new IllegalArgumentException(
          "batch %s, length %s, %s bytes a weight: each must be at least 1."
              .formatted(batch, length, bytesAWeight));
    }
  }

  /** The same use of another architecture. */
  public Footprint of(ModelConfig other) {
    return new Footprint(other, batch, length, bytesAWeight);
  }

  /** All parameters; tied embeddings count once. */
  public long parameters() {
    return ParameterShapes.count(config);
  }

  /** Those outside of the embedding and the head. */
  public long nonEmbeddingParameters() {
    return ParameterShapes.countWithoutEmbeddings(config);
  }

  /** Millions of bytes of the weights. */
  public double weightsMb() {
    return (double) bytesAWeight * parameters() / MB;
  }

  /** Millions of bytes of the keys and values of all texts at their full length. */
  public double cacheMb() {
    return roofline().cacheBytes(batch, length) / MB;
  }

  /** Millions of bytes that writing needs: the weights and the cache. */
  public double servingMb() {
    return weightsMb() + cacheMb();
  }

  /**
   * Millions of bytes that training needs besides the activations: weights, gradients and AdamW's
   * two moments in float32, as ours and as mixed precision keeps them.
   */
  public double trainingMb() {
    return (double) BYTES_IN_TRAINING * parameters() / MB;
  }

  /** Floating-point operations of the last token of a text, in the forward pass. */
  public double flops() {
    return roofline().token(1, length - 1).flops();
  }

  private Roofline roofline() {
    return new Roofline(config, bytesAWeight);
  }

  /** The parameters of each part, by its name. */
  public Map<String, Long> parametersByPart() {
    Map<String, Long> parts = new LinkedHashMap<>();
    for (String part : List.of("embedding", "attention", "MLP", "norms", "head")) {
      parts.put(part, 0L);
    }
    for (Map.Entry<String, Shape> tensor : ParameterShapes.of(config).entrySet()) {
      parts.merge(part(tensor.getKey()), tensor.getValue().size(), Long::sum);
    }
    return parts;
  }

  private static String part(String name) {
    if (name.contains(".self_attn.")) {
      return "attention";
    }
    if (name.contains(".mlp.")) {
      return "MLP";
    }
    return name.contains("embed_tokens")
        ? "embedding"
        : name.startsWith("lm_head") ? "head" : "norms";
  }

  /** A row for each part. */
  public Table byPart() {
    Map<String, Long> parts = parametersByPart();
    double all = parameters();
    return Table.create(
        "parameters: %s, %s of them outside of the embedding and the head"
            .formatted(Numbers.count(parameters()), Numbers.count(nonEmbeddingParameters())),
        Columns.text("part", List.copyOf(parts.keySet())),
        Columns.whole("parameters", parts.values().stream().mapToLong(n -> n).toArray()),
        Columns.shares("share", parts.values().stream().mapToDouble(n -> n / all).toArray()));
  }

  /** What has to fit into memory. */
  public Table memory() {
    return Table.create(
        "memory",
        Columns.text(
            "what",
            List.of(
                "weights, %d bytes each".formatted(bytesAWeight),
                "keys and values, batch %d × %,d tokens".formatted(batch, length),
                "training: weights, gradients, moments in float32")),
        Columns.fixed("MB", 1, weightsMb(), cacheMb(), trainingMb()));
  }

  /** What a token costs. */
  public String arithmetic() {
    return String.format(
        Locale.ROOT,
        "%s FLOPs for the %,dth token of a text; three times that in training",
        Numbers.count(Math.round(flops())),
        length);
  }

  @Override
  public List<?> parts() {
    return List.of(byPart(), memory(), arithmetic());
  }

  @Override
  public String toString() {
    return "%s\n\n%s\n\n%s\n\n%s"
        .formatted(config, Markdown.table(byPart()), Markdown.table(memory()), arithmetic());
  }
}
