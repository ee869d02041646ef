package minitron.eval.result;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import minitron.eval.harness.MarkdownTable;
import minitron.eval.metric.Estimate;
import minitron.eval.metric.Metric;
import minitron.eval.metric.Score;

/**
 * The harness's tables (lm_eval/utils.py, {@code make_table}): the tasks in the order of their
 * names, those of groups below their group, and a second table of the groups alone.
 */
final class ResultTable {
  private final Map<String, Result> results = new HashMap<>();
  private final Map<String, List<String>> members = new HashMap<>();

  private ResultTable(List<TaskResult> tasks, List<GroupResult> groups) {
    tasks.forEach(task -> results.put(task.name(), task));
    groups.forEach(group -> results.put(group.name(), group));
    groups.forEach(group -> members.put(group.name(), group.group().members()));
  }

  static String of(List<TaskResult> tasks, List<GroupResult> groups) {
    ResultTable table = new ResultTable(tasks, groups);
    String all = table.print("Tasks", table.results.keySet());
    return groups.isEmpty() ? all : all + "\n\n" + table.print("Groups", table.members.keySet());
  }

  private String print(String header, Set<String> names) {
    List<String> headers =
        List.of(header, "Version", "Filter", "n-shot", "Metric", "", "Value", "", "Stderr");
    List<List<String>> rows = new ArrayList<>();
    depths()
        .forEach(
            (name, depth) -> {
              if (names.contains(name)) {
                rows.addAll(rows(results.get(name), depth));
              }
            });
    return MarkdownTable.of(headers, rows);
  }

  /** Every name in the order of printing, with how many groups stand above it. */
  private Map<String, Integer> depths() {
    Map<String, Integer> depths = new LinkedHashMap<>();
    List<String> inner = members.values().stream().flatMap(List::stream).toList();
    members.keySet().stream()
        .sorted()
        .filter(name -> !inner.contains(name))
        .forEach(name -> visit(name, 0, depths));
    results.keySet().stream().sorted().forEach(name -> depths.putIfAbsent(name, 0));
    return depths;
  }

  private void visit(String name, int depth, Map<String, Integer> depths) {
    depths.put(name, depth);
    members.getOrDefault(name, List.of()).stream()
        .sorted()
        .forEach(member -> visit(member, depth + 1, depths));
  }

  /** A row for each score; name and version stand in the first. */
  private static List<List<String>> rows(Result result, int depth) {
    List<List<String>> rows = new ArrayList<>();
    String name = depth == 0 ? result.alias() : " ".repeat(depth) + "- " + result.alias();
    String version = String.valueOf(result.version());
    List<Score> sorted =
        result.scores().stream()
            .sorted(Comparator.comparing(s -> s.metric().name() + "," + s.metric().filter()))
            .toList();
    for (Score score : sorted) {
      Metric metric = score.metric();
      String way = metric.higherIsBetter() ? "↑" : "↓";
      rows.add(
          List.of(
              rows.isEmpty() ? name : "",
              rows.isEmpty() ? version : "",
              metric.filter(),
              result.shotsText(),
              metric.name(),
              result.toldShots().isPresent() ? way : "",
              score.measured() ? number(score.estimate().value()) : score.instead(),
              "±",
              error(score.estimate())));
    }
    return rows;
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
