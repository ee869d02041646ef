package minitron.prune;

import java.util.Locale;
import minitron.model.CausalLm;
import minitron.model.ModelConfig;
import minitron.model.RopeScaling;

/**
 * What scores were taken on: they rank nothing else.
 *
 * @param weightsSha256 of the model's weights, as their types have them: a copy in bfloat16 is
 *     another model, one that was saved and loaded again is the same
 * @param config what config.json says beyond the weights' shapes and changes an activation
 * @param tokenizerSha256 of the tokenizer's files
 * @param calibration the samples
 */
public record TakenOn(
    String weightsSha256, String config, String tokenizerSha256, Calibration calibration) {
  /** A model, whose weights are hashed once, and samples in its tokens. */
  public static TakenOn of(CausalLm model, Calibration calibration) {
    return new TakenOn(
        model.sha256(), config(model.config()), model.tokenizerSha256(), calibration);
  }

  private static String config(ModelConfig config) {
    RopeScaling rope = config.rope();
    return String.format(
        Locale.ROOT,
        "%s, eps %s, window %s, rope %s %s %s %s %s %s",
        config.modelType(),
        config.rmsNormEps(),
        config.slidingWindow(),
        rope.type(),
        rope.theta(),
        rope.factor(),
        rope.lowFrequencyFactor(),
        rope.highFrequencyFactor(),
        rope.originalContext());
  }

  /**
   * Checks that a model is the one that scores were taken on.
   *
   * @throws IllegalArgumentException saying in what it is another
   */
  void check(CausalLm model) {
    same("weights with the SHA-256", weightsSha256, model.sha256());
    same("the settings", config, config(model.config()));
    same("a tokenizer with the SHA-256", tokenizerSha256, model.tokenizerSha256());
  }

  private static void same(String what, String scored, String present) {
    if (!scored.equals(present)) {
      throw new IllegalArgumentException(
          "The scores are of another model: they were taken on %s %s, and this one has %s; %s."
              .formatted(what, shown(scored), shown(present), WidthScores.INSTEAD));
    }
  }

  private static String shown(String value) {
    return value.matches("[0-9a-f]{64}") ? value.substring(0, 16) : "(" + value + ")";
  }
}
