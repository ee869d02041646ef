package minitron.eval.bfcl;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What categories come to together. The leaderboard's own overall score needs categories that are
 * not here, so none is given.
 *
 * @param right rows by category
 * @param asked rows by category
 */
public record Accuracy(Map<Category, Integer> right, Map<Category, Integer> asked) {
  /** What the nearest number to the paper's is called. */
  public static final String V1 = "v1_without_executable";

  private static final List<Category> SIMPLE =
      List.of(Category.SIMPLE_PYTHON, Category.SIMPLE_JAVA, Category.SIMPLE_JAVASCRIPT);
  private static final List<Category> OTHERS =
      List.of(Category.MULTIPLE, Category.PARALLEL, Category.PARALLEL_MULTIPLE);

  /** The share of a category's rows that are right; empty if none was asked. */
  public Optional<Double> of(Category category) {
    return pooled(List.of(category));
  }

  /**
   * The aggregates by name, of those whose categories were asked: {@code simple} and {@code
   * non_live_ast} are plain means, {@code live_ast_of_present} and {@code v1_without_executable}
   * count every row alike.
   */
  public Map<String, Double> aggregates() {
    Map<String, Double> all = new LinkedHashMap<>();
    Optional<Double> simple = mean(SIMPLE.stream().map(this::of));
    simple.ifPresent(value -> all.put("simple", value));
    mean(Stream.concat(Stream.of(simple), OTHERS.stream().map(this::of)))
        .ifPresent(value -> all.put("non_live_ast", value));
    List<Category> live =
        Arrays.stream(Category.values()).filter(c -> c.live() && c.hasAnswers()).toList();
    pooled(live.stream().filter(asked::containsKey).toList())
        .ifPresent(value -> all.put("live_ast_of_present", value));
    irrelevance().ifPresent(value -> all.put("irrelevance", value));
    List<Category> v1 =
        Stream.of(SIMPLE, OTHERS, List.of(Category.IRRELEVANCE)).flatMap(List::stream).toList();
    pooled(v1).ifPresent(value -> all.put(V1, value));
    return all;
  }

  private Optional<Double> irrelevance() {
    return mean(
        Stream.of(Category.IRRELEVANCE, Category.LIVE_IRRELEVANCE)
            .filter(asked::containsKey)
            .map(this::of));
  }

  /** The mean, if all are there. */
  private static Optional<Double> mean(Stream<Optional<Double>> values) {
    List<Optional<Double>> all = values.toList();
    return !all.isEmpty() && all.stream().allMatch(Optional::isPresent)
        ? Optional.of(all.stream().mapToDouble(Optional::get).sum() / all.size())
        : Optional.empty();
  }

  /** Right rows of all rows, if every category was asked. */
  private Optional<Double> pooled(List<Category> categories) {
    if (categories.isEmpty() || !categories.stream().allMatch(c -> asked.getOrDefault(c, 0) > 0)) {
      return Optional.empty();
    }
    double rows = categories.stream().mapToInt(asked::get).sum();
    return Optional.of(categories.stream().mapToInt(right::get).sum() / rows);
  }
}
