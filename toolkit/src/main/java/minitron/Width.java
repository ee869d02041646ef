package minitron;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import minitron.host.Watch;
import minitron.model.CausalLm;
import minitron.model.TokenBatch;
import minitron.model.TokenChecks;
import minitron.prune.Aggregation;
import minitron.prune.Aggregation.Statistic;
import minitron.prune.Calibration;
import minitron.prune.Kept;
import minitron.prune.ScoresFile;
import minitron.prune.TakenOn;
import minitron.prune.WidthImportance;
import minitron.prune.WidthScores;
import minitron.prune.WidthTarget;
import minitron.prune.WidthTrim;

/**
 * Width pruning: what of a model's hidden channels, MLP neurons and heads matters, and the rest.
 */
public final class Width {
  private Width() {}

  /**
   * Scores hidden channels, neurons and heads in one forward pass: mean over the sequence, L2 over
   * the samples, as in the paper.
   *
   * @param samples token ids, such as {@code corpus.calibration(1024)}
   */
  public static WidthScores importance(CausalLm model, int[][] samples) {
    return importance(model, samples, Aggregation.MINITRON);
  }

  /** The same with another aggregation, as {@code Width.aggregation("l2", "mean")}. */
  public static WidthScores importance(CausalLm model, int[][] samples, Aggregation aggregation) {
    List<TokenBatch> batches = TokenChecks.batches(samples, model);
    WidthScores scores =
        Watch.with(
            "Scoring width",
            "batches",
            progress -> WidthImportance.run(model.decoder(), batches, aggregation, progress));
    return scores.takenOn(TakenOn.of(model, Calibration.of(batches, aggregation)));
  }

  /**
   * How activations become a score.
   *
   * @param sequence over the time steps of a sample: mean, l2 or variance
   * @param samples over the samples: mean, l2 or variance
   */
  public static Aggregation aggregation(String sequence, String samples) {
    return new Aggregation(statistic(sequence), statistic(samples));
  }

  private static Statistic statistic(String name) {
    try {
      return Statistic.valueOf(name.toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "Unknown aggregation '" + name + "': allowed are mean, l2 and variance.", e);
    }
  }

  /** Random scores, for the base line of randomly pruned models. */
  public static WidthScores random(CausalLm model, long seed) {
    return WidthScores.random(model.config(), seed);
  }

  /**
   * The model with the best of its width.
   *
   * @param scores of this very model, its weights as they are now, or {@code scores.forAnyModel()}
   * @throws IllegalArgumentException if the scores are of another model or the target does not fit
   */
  public static CausalLm trim(CausalLm model, WidthScores scores, WidthTarget target) {
    Kept kept = Kept.best(model.config(), scores, target);
    scores.checkTakenOn(model);
    return WidthTrim.trim(model, kept).independentOf(model);
  }

  /** Writes scores to a new safetensors file, so that trimming again needs no forward pass. */
  public static void save(WidthScores scores, String file) {
    ScoresFile.write(scores, Path.of(file));
  }

  /** Reads scores that were saved. */
  public static WidthScores load(String file) {
    return ScoresFile.read(Path.of(file));
  }
}
