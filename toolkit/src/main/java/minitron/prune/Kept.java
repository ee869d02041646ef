package minitron.prune;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import minitron.model.ModelConfig;

/**
 * The indices that a trim keeps, counted from 0, ascending.
 *
 * @param hidden hidden channels
 * @param mlp neurons, layer by layer
 * @param heads query heads, layer by layer; the same number in every key/value group
 */
public record Kept(List<Integer> hidden, List<List<Integer>> mlp, List<List<Integer>> heads) {
  /** The best of a model by its scores: as many of each axis as the target has. */
  public static Kept best(ModelConfig config, WidthScores scores, WidthTarget target) {
    scores.check(config);
    ModelConfig small = target.of(config);
    scores.checkRanks(config, small);
    int groups = config.numKeyValueHeads();
    return new Kept(
        top(scores.hidden(), small.hiddenSize()),
        scores.mlp().stream().map(layer -> top(layer, small.intermediateSize())).toList(),
        scores.heads().stream()
            .map(layer -> topInGroups(layer, groups, small.numAttentionHeads() / groups))
            .toList());
  }

  /** The k largest, ties to the lower index, ascending. */
  static List<Integer> top(List<Float> scores, int k) {
    return ranked(scores).limit(k).sorted().toList();
  }

  /** All, the largest first, ties to the lower index. */
  static Stream<Integer> ranked(List<Float> scores) {
    return IntStream.range(0, scores.size())
        .boxed()
        .sorted(Comparator.comparing(scores::get, Comparator.reverseOrder()));
  }

  /** The k largest inside each of equal groups of neighbours. */
  static List<Integer> topInGroups(List<Float> scores, int groups, int k) {
    int size = scores.size() / groups;
    return IntStream.range(0, groups)
        .map(group -> group * size)
        .boxed()
        .flatMap(first -> top(scores.subList(first, first + size), k).stream().map(i -> first + i))
        .toList();
  }
}
