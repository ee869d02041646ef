package minitron.model;

import java.util.Locale;

/**
 * Rotary positions: the base and, for the types that have it, how frequencies are scaled.
 *
 * @param theta the base of the frequencies
 * @param type {@code default}, {@code linear} or {@code llama3}
 * @param factor by how much low frequencies are slowed down (linear: all of them)
 * @param lowFrequencyFactor llama3: wavelengths above old context / this are slowed down fully
 * @param highFrequencyFactor llama3: wavelengths below old context / this stay as they are
 * @param originalContext llama3: the context of pretraining, in tokens
 */
public record RopeScaling(
    double theta,
    String type,
    double factor,
    double lowFrequencyFactor,
    double highFrequencyFactor,
    double originalContext) {

  /**
   * Reads either style of config.json: {@code rope_theta} beside {@code rope_scaling}, or both in
   * {@code rope_parameters}. Where they say different things, the first of a row that is there and
   * not null is taken, as in {@code RotaryEmbeddingConfigMixin} of {@code modeling_rope_utils}:
   *
   * <pre>
   * inner object            rope_scaling unless {}, rope_parameters unless {}, none; not both
   * type                    inner rope_type, inner type, default
   * theta                   inner rope_theta, rope_theta, 10000
   * partial_rotary_factor   inner, outer, 1
   * factor                  inner; needed by linear and llama3
   * low_freq_factor         inner; needed by llama3
   * high_freq_factor        inner; needed by llama3
   * original_max_position_embeddings (llama3)
   *                         outer, inner, max_position_embeddings
   * </pre>
   */
  static RopeScaling of(ConfigReader config) {
    ConfigReader inner = config.inner("rope_scaling", "rope_parameters");
    for (String key : inner.json().keySet()) {
      if (inner.json().get(key).isJsonObject()) {
        throw config.wrong(
            "rope of " + key + " alone", "only one rope for all layers is supported");
      }
    }
    double theta = inner.positive("rope_theta", config.number("rope_theta", 10_000));
    if (inner.number("partial_rotary_factor", config.number("partial_rotary_factor", 1)) != 1) {
      throw config.wrong("partial_rotary_factor", "only 1 is supported: every channel turns");
    }
    String type = inner.text("rope_type", inner.text("type", "default"));
    return switch (type) {
      case "default" -> new RopeScaling(theta, type, 1, 1, 1, 1);
      case "linear" -> new RopeScaling(theta, type, inner.positive("factor"), 1, 1, 1);
      case "llama3" ->
          new RopeScaling(
              theta,
              type,
              inner.positive("factor"),
              inner.positive("low_freq_factor"),
              inner.positive("high_freq_factor"),
              originalContext(config, inner));
      default ->
          throw config.wrong("rope_type '" + type + "'", "allowed are default, linear and llama3");
    };
  }

  private static double originalContext(ConfigReader config, ConfigReader inner) {
    String key = "original_max_position_embeddings";
    return config.has(key)
        ? config.positive(key)
        : inner.positive(key, config.number("max_position_embeddings"));
  }

  /** Inverse frequencies of a head of {@code headDim} channels, radians a token (headDim / 2). */
  float[] inverseFrequencies(int headDim) {
    var inverse = new float[headDim / 2];
    for (int i = 0; i < inverse.length; i++) {
      inverse[i] = (float) scaled(Math.pow(theta, -2.0 * i / headDim));
    }
    return inverse;
  }

  /** As transformers' {@code modeling_rope_utils}: linear, and llama3's three bands. */
  private double scaled(double frequency) {
    if (!type.equals("llama3")) {
      return frequency / factor;
    }
    double wavelength = 2 * Math.PI / frequency;
    if (wavelength < originalContext / highFrequencyFactor) {
      return frequency;
    }
    if (wavelength > originalContext / lowFrequencyFactor) {
      return frequency / factor;
    }
    double smooth =
        (originalContext / wavelength - lowFrequencyFactor)
            / (highFrequencyFactor - lowFrequencyFactor);
    return (1 - smooth) * frequency / factor + smooth * frequency;
  }

  /** Whether anything is scaled; what a reader of a config wants to know at a glance. */
  @Override
  public String toString() {
    String base = String.format(Locale.ROOT, "rope %.0f", theta);
    return type.equals("default") ? base : base + " (" + type + ")";
  }
}
