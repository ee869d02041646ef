package minitron;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CancellationException;
import minitron.host.Watch;
import minitron.model.CausalLm;
import minitron.model.TokenBatch;
import minitron.model.TokenChecks;
import minitron.prune.Aggregation;
import minitron.prune.Aggregation.Statistic;
import minitron.prune.Agreement;
import minitron.prune.Calibration;
import minitron.prune.Kept;
import minitron.prune.ScoresFile;
import minitron.prune.Stability;
import minitron.prune.TakenOn;
import minitron.prune.WidthImportance;
import minitron.prune.WidthPlan;
import minitron.prune.WidthScores;
import minitron.prune.WidthTarget;
import minitron.prune.WidthTrim;
import minitron.text.TokenCorpus;

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
            "tokens",
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

  /** All nine: each of mean, l2 and variance over the sequence with each over the samples. */
  public static List<Aggregation> aggregations() {
    return Arrays.stream(Statistic.values())
        .flatMap(time -> Arrays.stream(Statistic.values()).map(each -> new Aggregation(time, each)))
        .toList();
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
   * How much the choice hangs on the samples: each model is scored on two sets that share none, and
   * the choice by the first is compared with that by a part of the second, and by all of it.
   *
   * @param target how much is kept; of an axis that is not trimmed everything is kept by both
   * @param samples of each set
   * @throws IllegalArgumentException if the corpus has fewer than two such sets
   * @throws CancellationException if it is stopped
   */
  public static Stability stability(
      List<CausalLm> models, TokenCorpus corpus, WidthTarget target, int samples) {
    List<Integer> sizes = Stability.samples(samples);
    int[][] first = corpus.calibration(samples);
    int[][] second = corpus.calibration(samples, samples);
    List<List<Agreement>> all = new ArrayList<>();
    for (CausalLm model : models) {
      WidthScores whole = importance(model, first);
      List<WidthScores> grown = growing(model, second, sizes);
      if (!whole.ending().whole() || grown.size() < sizes.size()) {
        throw new CancellationException("Stopped on request: a part of the samples says nothing.");
      }
      all.add(
          grown.stream().map(some -> Agreement.of(model.config(), target, whole, some)).toList());
    }
    return Stability.of(sizes, all, models.get(0).config(), target);
  }

  private static List<WidthScores> growing(CausalLm model, int[][] rows, List<Integer> sizes) {
    List<List<TokenBatch>> parts = new ArrayList<>();
    int from = 0;
    for (int size : sizes) {
      parts.add(TokenChecks.batches(Arrays.copyOfRange(rows, from, size), model));
      from = size;
    }
    return Watch.with(
        "Scoring width",
        "tokens",
        progress ->
            WidthImportance.growing(model.decoder(), parts, Aggregation.MINITRON, progress));
  }

  /** What a trim is going to do, in the steps of the paper's Figure 2: look at it before it. */
  public static WidthPlan plan(CausalLm model, WidthScores scores, WidthTarget target) {
    return WidthPlan.of(model, scores, target);
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
