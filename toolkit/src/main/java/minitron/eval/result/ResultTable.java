package minitron.eval.result;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import minitron.eval.harness.MarkdownTable;
import minitron.eval.metric.Estimate;
import minitron.eval.metric.Metric;
import minitron.eval.metric.Score;
import minitron.eval.task.Group;
import minitron.eval.task.Task;

/**
 * The harness's tables (lm_eval/utils.py, {@code make_table}): the tasks in the order of their
 * names, those of groups below their group, and a second table of the groups alone.
 */
final class ResultTable {
  private static final List<String> OTHER_HEADERS =
      List.of("Version", "Filter", "n-shot", "Metric", "", "Value", "", "Stderr");

  private final Map<String, Entry> entries = new HashMap<>();
  private final Map<String, List<String>> members = new HashMap<>();

  private ResultTable(List<TaskResult> tasks, List<GroupResult> groups) {
    for (TaskResult result : tasks) {
      Task task = result.task();
      String shots = String.valueOf(result.shots());
      entries.put(
          task.name(), new Entry(task.alias(), task.version(), shots, true, result.scores()));
    }
    for (GroupResult result : groups) {
      Group group = result.group();
      members.put(group.name(), group.members());
      boolean told = result.shots().isPresent();
      String shots = told ? String.valueOf(result.shots().getAsInt()) : "";
      entries.put(
          group.name(), new Entry(group.alias(), group.version(), shots, told, result.scores()));
    }
  }

  static String of(List<TaskResult> tasks, List<GroupResult> groups) {
    ResultTable table = new ResultTable(tasks, groups);
    List<String> names = groups.stream().map(g -> g.group().name()).toList();
    String all = table.print("Tasks", List.copyOf(table.entries.keySet()));
    return names.isEmpty() ? all : all + "\n\n" + table.print("Groups", names);
  }

  private String print(String header, List<String> names) {
    List<String> headers = new ArrayList<>(List.of(header));
    headers.addAll(OTHER_HEADERS);
    List<List<String>> rows = new ArrayList<>();
    depths()
        .forEach(
            (name, depth) -> {
              if (names.contains(name)) {
                rows.addAll(entries.get(name).rows(depth));
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
    entries.keySet().stream().sorted().forEach(name -> depths.putIfAbsent(name, 0));
    return depths;
  }

  private void visit(String name, int depth, Map<String, Integer> depths) {
    depths.put(name, depth);
    members.getOrDefault(name, List.of()).stream()
        .sorted()
        .forEach(member -> visit(member, depth + 1, depths));
  }

  private record Entry(
      String alias, double version, String shots, boolean arrow, List<Score> scores) {

    List<List<String>> rows(int depth) {
      List<List<String>> rows = new ArrayList<>();
      String name = depth == 0 ? alias : " ".repeat(depth) + "- " + alias;
      String edition = String.valueOf(version);
      for (Score score : sorted()) {
        Metric metric = score.metric();
        String way = metric.higherIsBetter() ? "↑" : "↓";
        rows.add(
            List.of(
                name,
                edition,
                metric.filter(),
                shots,
                metric.name(),
                arrow ? way : "",
                number(score.estimate().value()),
                "±",
                error(score.estimate())));
        name = "";
        edition = "";
      }
      return rows;
    }

    private List<Score> sorted() {
      return scores.stream()
          .sorted(Comparator.comparing(s -> s.metric().name() + "," + s.metric().filter()))
          .toList();
    }
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
