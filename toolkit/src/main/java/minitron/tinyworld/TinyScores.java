package minitron.tinyworld;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import minitron.eval.metric.Estimate;
import minitron.eval.metric.Sample;
import minitron.eval.result.Evaluation;
import minitron.eval.run.EvaluateOptions;
import minitron.eval.run.SimpleEvaluate;
import minitron.eval.tasks.Catalog;
import minitron.host.Watch;
import minitron.model.CausalLm;
import minitron.report.Columns;
import minitron.report.Showable;
import minitron.report.plot.LinePlot;
import minitron.text.ItemSource;
import minitron.text.Row;
import tech.tablesaw.api.Table;

/**
 * Accuracy on TinyWorld's Winogrande items, by kind and by the number of links.
 *
 * @param links the numbers of links
 * @param kinds for each kind the accuracy by number of links, then over all of them
 * @param all the accuracy over all items
 */
public record TinyScores(List<Integer> links, Map<String, List<Estimate>> kinds, Estimate all)
    implements Showable {
  private static final double CHANCE = .5;

  /**
   * Evaluates a model on all items.
   *
   * @param shots the number of few-shot examples
   */
  public static TinyScores of(CausalLm model, int shots) {
    ItemSource items = TinyWorld.items();
    Evaluation evaluation =
        Watch.with(
            "Evaluating",
            "requests",
            progress ->
                SimpleEvaluate.prepare(
                        model,
                        items,
                        EvaluateOptions.DEFAULT,
                        List.of(Catalog.benchmark("winogrande", shots)))
                    .run(progress));
    List<Row> rows = items.split("winogrande", "validation").rows();
    Map<String, SortedMap<Integer, List<Double>>> parts = new LinkedHashMap<>();
    List<Double> all = new ArrayList<>();
    for (Sample sample : evaluation.task("winogrande").samples()) {
      Row row = rows.get(sample.docId());
      double right = sample.scores().get("acc");
      parts
          .computeIfAbsent(row.text("kind"), kind -> new TreeMap<>())
          .computeIfAbsent(row.whole("depth"), links -> new ArrayList<>())
          .add(right);
      all.add(right);
    }
    Map<String, List<Estimate>> kinds = new LinkedHashMap<>();
    parts.forEach((kind, byLinks) -> kinds.put(kind, estimates(byLinks)));
    List<Integer> links = List.copyOf(parts.values().iterator().next().keySet());
    return new TinyScores(links, kinds, Estimate.mean(all));
  }

  private static List<Estimate> estimates(SortedMap<Integer, List<Double>> byLinks) {
    List<Estimate> estimates = new ArrayList<>();
    byLinks.values().forEach(values -> estimates.add(Estimate.mean(values)));
    estimates.add(Estimate.mean(byLinks.values().stream().flatMap(List::stream).toList()));
    return estimates;
  }

  /** A row for each kind, a column for each number of links, and one for all of them. */
  public Table table() {
    Table table = Table.create("", Columns.text("kind", List.copyOf(kinds.keySet())));
    for (int i = 0; i <= links.size(); i++) {
      int at = i;
      List<Estimate> column = kinds.values().stream().map(row -> row.get(at)).toList();
      String name = i == links.size() ? "all" : links(links.get(i));
      table.addColumns(
          Columns.shares(name, column.stream().mapToDouble(Estimate::value).toArray()),
          Columns.shares(
              name + Columns.ERROR,
              column.stream().mapToDouble(e -> e.standardError().orElse(Double.NaN)).toArray()));
    }
    return table;
  }

  private static String links(int number) {
    return number + (number == 1 ? " link" : " links");
  }

  /** A line for each kind over the number of links, with a band of one standard error. */
  public LinePlot plot() {
    LinePlot plot =
        new LinePlot("", "links from the answer to a stated fact", "accuracy")
            .counting()
            .percent()
            .range(.3, 1);
    double[] x = links.stream().mapToDouble(Integer::doubleValue).toArray();
    kinds.forEach(
        (kind, row) -> {
          plot.line(kind, x, ends(row, x.length, 0));
          plot.band(kind, x, ends(row, x.length, -1), ends(row, x.length, 1));
        });
    return plot.baseline("chance", CHANCE);
  }

  private static double[] ends(List<Estimate> row, int most, int errors) {
    return row.stream()
        .limit(most)
        .mapToDouble(score -> score.value() + errors * score.standardError().orElse(0))
        .toArray();
  }

  @Override
  public List<?> parts() {
    return List.of(table(), plot());
  }

  @Override
  public String toString() {
    var text = new StringBuilder();
    kinds.forEach(
        (kind, row) -> {
          for (int i = 0; i < links.size(); i++) {
            line(text, kind + " " + links.get(i), row.get(i));
          }
          line(text, kind, row.get(links.size()));
        });
    line(text, "all", all);
    return text.toString().stripTrailing();
  }

  private static void line(StringBuilder text, String part, Estimate score) {
    text.append(String.format(Locale.ROOT, "%-14s %.3f%n", part, score.value()));
  }
}
