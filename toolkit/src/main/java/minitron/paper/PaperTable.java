package minitron.paper;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CancellationException;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import minitron.eval.metric.Estimate;
import minitron.eval.result.Differences;
import minitron.eval.result.Evaluation;
import minitron.eval.run.EvaluateOptions;
import minitron.model.CausalLm;
import minitron.paper.printed.PrintedTable;
import minitron.report.ScoreTable;
import minitron.report.Showable;
import minitron.report.plot.BarPlot;
import minitron.runs.Ending;
import minitron.text.ItemSource;
import minitron.train.Run;
import tech.tablesaw.api.Table;

/**
 * A table of the paper for your own models: all its benchmarks, with the paper's numbers beside.
 *
 * @param printed as it stands in the paper
 * @param items the documents; a benchmark without documents is not run
 * @param rows the paper's benchmarks in its order, each with how it is run
 * @param entries the models so far
 * @param unmeasured the names of models whose evaluation was stopped
 */
public record PaperTable(
    PrintedTable printed,
    ItemSource items,
    List<PaperTableRow> rows,
    List<PaperTableEntry> entries,
    List<String> unmeasured)
    implements Showable {

  /**
   * A table for these documents, to which models are added. Every benchmark is run as in the paper:
   * of Table 1 with its shots, XLSum on a fifth of the documents, HumanEval with 20 texts for each
   * problem, and both HumanEval and MBPP at temperature 0.2 and top-p 0.95.
   *
   * @param options the limit of documents, and whether programs may run; not how texts are sampled
   */
  public static PaperTable on(PrintedTable printed, ItemSource items, EvaluateOptions options) {
    if (options.samples() > 1 || options.sampling().temperature() > 0) {
      throw new IllegalArgumentException(
          "%s samples as in the paper: do not set samples, temperature or top-p in its options; change them for a benchmark, e.g. table.asking(\"%s\", how -> how.samples(5))."
              .formatted(printed.name(), printed.lines().get(printed.lines().size() - 1).name()));
    }
    List<PaperTableRow> rows =
        printed.lines().stream().map(line -> PaperTableRow.of(line, items, options)).toList();
    return new PaperTable(printed, items, rows, List.of(), List.of());
  }

  /**
   * The same table with other shots for every benchmark.
   *
   * @throws IllegalArgumentException if the table has a model already
   */
  public PaperTable shots(int shots) {
    return changed(rows.stream().map(row -> row.shots(shots)).toList());
  }

  /**
   * The same table without a benchmark.
   *
   * @param name as in the paper's table, without what is in brackets
   * @throws IllegalArgumentException for any other name, and if the table has a model already
   */
  public PaperTable without(String name, String why) {
    return changed(name, row -> row.without(why));
  }

  /**
   * The same table with other options for one benchmark: {@code asking("HumanEval", how ->
   * how.samples(5))}. A benchmark that is not run stays so.
   *
   * @param name as in the paper's table, without what is in brackets
   * @param change changes its options
   * @throws IllegalArgumentException for any other name, and if the table has a model already
   */
  public PaperTable asking(String name, UnaryOperator<EvaluateOptions> change) {
    return changed(name, row -> row.asked(items, change));
  }

  private PaperTable changed(String name, UnaryOperator<PaperTableRow> change) {
    List<PaperTableRow> changed = new ArrayList<>(rows);
    int index = index(name);
    changed.set(index, change.apply(rows.get(index)));
    return changed(changed);
  }

  private PaperTable changed(List<PaperTableRow> others) {
    if (!entries.isEmpty()) {
      throw new IllegalArgumentException(
          "The table already has results of %s: change its benchmarks before the first add(…), or make a new table."
              .formatted(String.join(", ", entries.stream().map(PaperTableEntry::name).toList())));
    }
    return new PaperTable(printed, items, others, List.of(), unmeasured);
  }

  /** The same table with another model; if its evaluation is stopped, only with its name. */
  public PaperTable add(String name, CausalLm model) {
    return add(name, model, OptionalLong.empty());
  }

  /** The same table with a model that was trained here. */
  public PaperTable add(String name, Run run) {
    long tokens = run.steps().isEmpty() ? 0 : run.steps().get(run.steps().size() - 1).tokens();
    return add(name, run.model(), OptionalLong.of(tokens));
  }

  private PaperTable add(String name, CausalLm model, OptionalLong tokens) {
    try {
      List<Evaluation> answers = PaperTableAnswers.of(printed, rows, items, model);
      PaperTableEntry entry = PaperTableEntry.of(name, model, tokens, answers);
      return new PaperTable(printed, items, rows, and(entries, entry), unmeasured);
    } catch (CancellationException stopped) {
      return new PaperTable(printed, items, rows, entries, and(unmeasured, name));
    }
  }

  private static <T> List<T> and(List<T> some, T more) {
    return Stream.concat(some.stream(), Stream.of(more)).toList();
  }

  /**
   * A model's evaluations as lm-evaluation-harness prints them, one for all benchmarks with the
   * same options.
   */
  public List<Evaluation> evaluations(String name) {
    return entry(name).evaluations();
  }

  /** The benchmarks that are run, by the paper's names. */
  public List<String> asked() {
    return rows.stream().filter(row -> row.asked().isPresent()).map(PaperTableRow::name).toList();
  }

  /**
   * A model's score in a benchmark, from 0 to 1; NaN if it is not run.
   *
   * @throws IllegalArgumentException if the table has no such model or benchmark
   */
  public double score(String name, String benchmark) {
    PaperTableRow row = rows.get(index(benchmark));
    return row.score(entry(name).evaluations()).map(Estimate::value).orElse(Double.NaN);
  }

  /**
   * Where a benchmark stands.
   *
   * @throws IllegalArgumentException naming those that there are
   */
  int index(String benchmark) {
    List<String> known = rows.stream().map(PaperTableRow::name).toList();
    if (!known.contains(benchmark)) {
      throw new IllegalArgumentException(
          "There is no benchmark \"%s\" in %s; there are %s."
              .formatted(benchmark, printed.name(), String.join(", ", known)));
    }
    return known.indexOf(benchmark);
  }

  private PaperTableEntry entry(String name) {
    return PaperTableEntry.named(entries, name);
  }

  /** The differences of two models in the table's metrics, paired by document. */
  public Differences compare(String first, String second) {
    return PaperTableAnswers.compare(rows, entry(first), entry(second));
  }

  /** What is run for each benchmark, and why some are not run, or not on all documents. */
  public Table plan() {
    return PaperTableLayout.plan(rows, items);
  }

  /** All scores, one row for each benchmark. */
  public Table table() {
    return PaperTableLayout.table(printed, items, rows, entries);
  }

  /** The scores as the paper prints them, with standard errors. */
  public ScoreTable scores() {
    return PaperTableLayout.scores(printed, rows, entries);
  }

  /** The scores as bars. */
  public BarPlot plot() {
    return PaperTableLayout.plot(printed, rows, entries);
  }

  @Override
  public List<?> parts() {
    Object table = entries.isEmpty() ? plan() : scores();
    return ending().whole() ? List.of(table) : List.of(table, ending().text());
  }

  /** Whole if every model that was added is in it; else which are not, and why. */
  public Ending ending() {
    return Ending.unmeasured(unmeasured);
  }

  @Override
  public String toString() {
    return parts().stream().map(String::valueOf).collect(Collectors.joining("\n\n"));
  }
}
