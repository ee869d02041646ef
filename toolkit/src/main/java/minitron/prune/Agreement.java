package minitron.prune;

import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import minitron.model.ModelConfig;
import minitron.report.Ranks;

/**
 * How alike two sets of scores of one model choose. The lists have an entry for each of {@link
 * #AXES}.
 *
 * @param kept of what the one keeps, the share that the other keeps too; all layers together
 * @param correlation Spearman's ρ of the scores, the mean of the layers; NaN where all are equal
 */
public record Agreement(List<Double> kept, List<Double> correlation) {
  /** The axes of width. */
  public static final List<String> AXES = List.of("hidden channels", "MLP neurons", "heads");

  /** Copies. */
  public Agreement {
    kept = List.copyOf(kept);
    correlation = List.copyOf(correlation);
  }

  /**
   * Compares the choices for a target.
   *
   * @throws IllegalArgumentException if the scores are of another architecture, or not whole
   */
  public static Agreement of(
      ModelConfig config, WidthTarget target, WidthScores one, WidthScores other) {
    List<List<List<Integer>>> a = axes(Kept.best(config, one, target));
    List<List<List<Integer>>> b = axes(Kept.best(config, other, target));
    List<List<List<Float>>> x = axes(one);
    List<List<List<Float>>> y = axes(other);
    return new Agreement(
        axes().mapToObj(i -> common(a.get(i), b.get(i))).toList(),
        axes().mapToObj(i -> correlation(x.get(i), y.get(i))).toList());
  }

  /** The share that a choice by lot would have in common, on average: kept of present. */
  static List<Double> byChance(ModelConfig config, WidthTarget target) {
    ModelConfig small = target.of(config);
    return List.of(
        (double) small.hiddenSize() / config.hiddenSize(),
        (double) small.intermediateSize() / config.intermediateSize(),
        (double) small.numAttentionHeads() / config.numAttentionHeads());
  }

  private static IntStream axes() {
    return IntStream.range(0, AXES.size());
  }

  private static List<List<List<Integer>>> axes(Kept kept) {
    return List.of(List.of(kept.hidden()), kept.mlp(), kept.heads());
  }

  private static List<List<List<Float>>> axes(WidthScores scores) {
    return List.of(List.of(scores.hidden()), scores.mlp(), scores.heads());
  }

  private static double common(List<List<Integer>> one, List<List<Integer>> other) {
    long both =
        IntStream.range(0, one.size())
            .mapToLong(i -> one.get(i).stream().filter(other.get(i)::contains).count())
            .sum();
    return (double) both / one.stream().mapToInt(List::size).sum();
  }

  private static double correlation(List<List<Float>> one, List<List<Float>> other) {
    return IntStream.range(0, one.size())
        .mapToDouble(i -> Ranks.correlation(numbers(one.get(i)), numbers(other.get(i))))
        .average()
        .orElse(Double.NaN);
  }

  private static double[] numbers(List<Float> scores) {
    return scores.stream().flatMapToDouble(DoubleStream::of).toArray();
  }
}
