package minitron.paper;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import minitron.eval.result.Differences;
import minitron.eval.result.Evaluation;
import minitron.eval.result.PairedDifference;
import minitron.eval.run.EvaluateOptions;
import minitron.eval.run.SimpleEvaluate;
import minitron.eval.task.Benchmark;
import minitron.host.Watch;
import minitron.model.CausalLm;
import minitron.paper.printed.PrintedTable;
import minitron.text.ItemSource;

/** Evaluates models on the benchmarks of Table 1. */
final class PaperTableAnswers {
  private PaperTableAnswers() {}

  /** Evaluates a model: one evaluation for all rows with the same options. */
  static List<Evaluation> of(
      PrintedTable printed, List<PaperTableRow> rows, ItemSource items, CausalLm model) {
    Map<EvaluateOptions, List<Benchmark>> ways = new LinkedHashMap<>();
    for (PaperTableRow row : rows) {
      row.asked()
          .ifPresent(
              asked -> ways.computeIfAbsent(row.options(), way -> new ArrayList<>()).add(asked));
    }
    if (ways.isEmpty()) {
      throw new IllegalArgumentException(
          "No benchmark of Table 1 can be run here; the table's plan() says why.");
    }
    // All are read before the first runs, which may take hours.
    List<SimpleEvaluate> prepared = new ArrayList<>();
    ways.forEach((how, asked) -> prepared.add(SimpleEvaluate.prepare(model, items, how, asked)));
    return prepared.stream()
        .map(way -> whole(Watch.with("Evaluating", "requests", way::run)))
        .toList();
  }

  /** Refuses a part: a column needs all its rows. */
  private static Evaluation whole(Evaluation evaluation) {
    if (!evaluation.ending().whole()) {
      throw new CancellationException(evaluation.ending().text());
    }
    return evaluation;
  }

  /** The differences of two models in the table's metrics. */
  static Differences compare(
      List<PaperTableRow> rows, PaperTableEntry first, PaperTableEntry second) {
    List<PairedDifference> all = new ArrayList<>();
    for (int i = 0; i < first.evaluations().size(); i++) {
      all.addAll(first.evaluations().get(i).against(second.evaluations().get(i)));
    }
    return new Differences(
        first.name(), second.name(), rows.stream().flatMap(row -> of(row, all).stream()).toList());
  }

  private static Optional<PairedDifference> of(PaperTableRow row, List<PairedDifference> all) {
    String task = row.asked().map(Benchmark::name).orElse("");
    return all.stream()
        .filter(found -> found.task().equals(task) && found.metric().equals(row.metric()))
        .findFirst();
  }
}
