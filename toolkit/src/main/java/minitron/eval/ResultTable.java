package minitron.eval;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The harness's table of results (lm_eval/utils.py, {@code make_table}). */
final class ResultTable {
  private static final List<String> HEADERS =
      List.of("Tasks", "Version", "Filter", "n-shot", "Metric", "", "Value", "", "Stderr");

  private ResultTable() {}

  static String of(Evaluation evaluation) {
    List<List<String>> rows = new ArrayList<>();
    evaluation.tasks().stream()
        .sorted(Comparator.comparing(TaskResult::name))
        .forEach(task -> rows.addAll(rows(task)));
    return MarkdownTable.of(HEADERS, rows);
  }

  private static List<List<String>> rows(TaskResult task) {
    List<List<String>> rows = new ArrayList<>();
    String name = task.name();
    String version = String.valueOf(task.benchmark().task().version());
    for (Score score : sorted(task.scores())) {
      Measure measure = score.measure();
      rows.add(
          List.of(
              name,
              version,
              measure.filter(),
              String.valueOf(task.benchmark().shots()),
              measure.name(),
              measure.higherIsBetter() ? "↑" : "↓",
              number(score.estimate().value()),
              "±",
              error(score.estimate())));
      name = "";
      version = "";
    }
    return rows;
  }

  private static List<Score> sorted(List<Score> scores) {
    return scores.stream()
        .sorted(Comparator.comparing(s -> s.measure().name() + "," + s.measure().filter()))
        .toList();
  }

  private static String error(Estimate estimate) {
    return estimate.standardError().isPresent()
        ? number(estimate.standardError().getAsDouble())
        : "   N/A";
  }

  private static String number(double value) {
    // By the exact binary value, as Python's format: String.format would turn 9/32 into 0.2813.
    return Double.isFinite(value)
        ? new BigDecimal(value).setScale(4, RoundingMode.HALF_EVEN).toPlainString()
        : String.valueOf(value);
  }
}
