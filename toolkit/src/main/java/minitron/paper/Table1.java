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
import minitron.report.ScoreTable;
import minitron.report.Showable;
import minitron.report.plot.BarPlot;
import minitron.runs.Ending;
import minitron.text.ItemSource;
import minitron.train.Run;
import tech.tablesaw.api.Table;

/**
 * The paper's Table 1 for your own models: all its benchmarks, with the paper's numbers beside.
 *
 * @param items the documents; a benchmark without documents is not run
 * @param rows the paper's benchmarks in its order, each with how it is run
 * @param entries the models so far
 * @param unmeasured the names of models whose evaluation was stopped
 */
public record Table1(
    ItemSource items, List<Table1Row> rows, List<Table1Entry> entries, List<String> unmeasured)
    implements Showable {

  /** The paper's own table, as it is printed there. */
  public static ScoreTable paper() {
    return PaperTable1.table();
  }

  /**
   * A table for these documents, to which models are added. Every benchmark is run as in the paper,
   * with its shots: XLSum on a fifth of the documents, HumanEval with 20 texts for each problem,
   * and both HumanEval and MBPP at temperature 0.2 and top-p 0.95.
   *
   * @param options the limit of documents, and whether programs may run; not how texts are sampled
   */
  public static Table1 on(ItemSource items, EvaluateOptions options) {
    if (options.samples() > 1 || options.sampling().temperature() > 0) {
      throw new IllegalArgumentException(
          "Table 1 samples as in the paper: do not set samples, temperature or top-p in its options; change them for a benchmark, e.g. table.asking(\"HumanEval\", how -> how.samples(5)).");
    }
    List<Table1Row> rows =
        PaperTable1.LINES.stream().map(line -> Table1Row.of(line, items, options)).toList();
    return new Table1(items, rows, List.of(), List.of());
  }

  /**
   * The same table with other shots for every benchmark.
   *
   * @throws IllegalArgumentException if the table has a model already
   */
  public Table1 shots(int shots) {
    return changed(rows.stream().map(row -> row.shots(shots)).toList());
  }

  /**
   * The same table without a benchmark.
   *
   * @param name as in the paper's table, without what is in brackets
   * @throws IllegalArgumentException for any other name, and if the table has a model already
   */
  public Table1 without(String name, String why) {
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
  public Table1 asking(String name, UnaryOperator<EvaluateOptions> change) {
    return changed(name, row -> row.asked(items, change));
  }

  private Table1 changed(String name, UnaryOperator<Table1Row> change) {
    List<Table1Row> changed = new ArrayList<>(rows);
    int index = Table1Row.index(rows, name);
    changed.set(index, change.apply(rows.get(index)));
    return changed(changed);
  }

  private Table1 changed(List<Table1Row> others) {
    if (!entries.isEmpty()) {
      throw new IllegalArgumentException(
          "The table already has results of %s: change its benchmarks before the first add(…), or make a new table."
              .formatted(String.join(", ", entries.stream().map(Table1Entry::name).toList())));
    }
    return new Table1(items, others, List.of(), unmeasured);
  }

  /** The same table with another model; if its evaluation is stopped, only with its name. */
  public Table1 add(String name, CausalLm model) {
    return add(name, model, OptionalLong.empty());
  }

  /** The same table with a model that was trained here. */
  public Table1 add(String name, Run run) {
    long tokens = run.steps().isEmpty() ? 0 : run.steps().get(run.steps().size() - 1).tokens();
    return add(name, run.model(), OptionalLong.of(tokens));
  }

  private Table1 add(String name, CausalLm model, OptionalLong tokens) {
    try {
      List<Evaluation> answers = Table1Answers.of(rows, items, model);
      Table1Entry entry = Table1Entry.of(name, model, tokens, answers);
      return new Table1(items, rows, and(entries, entry), unmeasured);
    } catch (CancellationException stopped) {
      return new Table1(items, rows, entries, and(unmeasured, name));
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
    return rows.stream().filter(row -> row.asked().isPresent()).map(Table1Row::name).toList();
  }

  /**
   * A model's score in a benchmark, from 0 to 1; NaN if it is not run.
   *
   * @throws IllegalArgumentException if the table has no such model or benchmark
   */
  public double score(String name, String benchmark) {
    Table1Row row = rows.get(Table1Row.index(rows, benchmark));
    return row.score(entry(name).evaluations()).map(Estimate::value).orElse(Double.NaN);
  }

  private Table1Entry entry(String name) {
    return Table1Entry.named(entries, name);
  }

  /** The differences of two models in the table's metrics, paired by document. */
  public Differences compare(String first, String second) {
    return Table1Answers.compare(rows, entry(first), entry(second));
  }

  /** What is run for each benchmark, and why some are not run, or not on all documents. */
  public Table plan() {
    return Table1Layout.plan(rows, items);
  }

  /** All scores, one row for each benchmark. */
  public Table table() {
    return Table1Layout.table(rows, items, entries);
  }

  /** The scores as the paper prints them, with standard errors. */
  public ScoreTable scores() {
    return Table1Layout.scores(rows, entries);
  }

  /** The scores as bars. */
  public BarPlot plot() {
    return Table1Layout.plot(rows, entries);
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
