package minitron.eval.tasks;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import minitron.eval.bfcl.Accuracy;
import minitron.eval.bfcl.Category;
import minitron.eval.bfcl.FunctionPrompt;
import minitron.eval.bfcl.FunctionRow;
import minitron.eval.metric.Estimate;
import minitron.eval.metric.Metric;
import minitron.eval.metric.Score;
import minitron.eval.task.Group;
import minitron.eval.task.Task;

/**
 * The Berkeley Function-Calling Leaderboard's offline categories, version 4, in prompting mode: the
 * model writes {@code [name(key=value, …)]}, which is read and compared, not run.
 *
 * <p>Rows: {@code BFCL_v4_<category>} with {@code id}, {@code question} and {@code function}, and
 * {@code possible_answer_<category>} with {@code ground_truth} in the same lines. The leaderboard's
 * overall score needs categories that call the web, so none is given: {@code v1_without_executable}
 * is the nearest to what it was in 2024.
 */
public final class Bfcl {
  private static final String NAME = "bfcl";
  private static final double VERSION = 4;
  private static final int MOST_TOKENS = 4096;

  public static final Group GROUP =
      new Group(
          NAME,
          NAME,
          VERSION,
          List.of(),
          Arrays.stream(Category.values()).map(Bfcl::task).toList(),
          false,
          Optional.of(Bfcl::aggregates));

  private Bfcl() {}

  private static Task task(Category category) {
    return new Task(
        NAME + "_" + category.title(),
        category.title(),
        VERSION,
        "",
        NAME,
        FunctionRow.questions(category),
        Optional.empty(),
        new FunctionCalls(
            row -> category,
            Optional.of(category).filter(Category::hasAnswers).map(FunctionRow::answers),
            row -> FunctionPrompt.of(category, row.functions(), row.messages()),
            MOST_TOKENS));
  }

  private static List<Score> aggregates(Map<Task, Double> shares, Map<Task, Integer> asked) {
    Map<Category, Integer> right = new EnumMap<>(Category.class);
    Map<Category, Integer> rows = new EnumMap<>(Category.class);
    asked.forEach(
        (task, count) -> {
          Category category = Category.of(task.name().substring(NAME.length() + 1));
          rows.put(category, count);
          right.put(category, (int) Math.round(shares.get(task) * count));
        });
    return new Accuracy(right, rows)
        .aggregates().entrySet().stream()
            .map(
                entry ->
                    new Score(
                        Metric.mean(entry.getKey()),
                        new Estimate(entry.getValue(), OptionalDouble.empty())))
            .toList();
  }
}
