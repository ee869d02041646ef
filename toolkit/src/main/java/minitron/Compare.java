package minitron;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CancellationException;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import minitron.eval.metric.Estimate;
import minitron.eval.metric.Score;
import minitron.eval.result.Perplexity;
import minitron.eval.result.TaskResult;
import minitron.eval.run.EvaluateOptions;
import minitron.eval.task.Benchmark;
import minitron.model.CausalLm;
import minitron.model.LmLoss;
import minitron.report.Columns;
import minitron.report.Markdown;
import minitron.report.Numbers;
import minitron.report.Showable;
import minitron.runs.Ending;
import minitron.text.ItemSource;
import minitron.text.TokenCorpus;
import tech.tablesaw.api.Table;

/**
 * Models side by side: size, loss on the first 64 blocks of held-out text, and a task's score with
 * its standard error.
 *
 * @param corpus its held-out side is measured on
 * @param items the task's documents
 * @param task what is asked
 * @param limit how many documents
 * @param rows the models so far
 * @param unmeasured models that came after a wish to stop, or were being measured then
 */
public record Compare(
    TokenCorpus corpus,
    ItemSource items,
    Benchmark task,
    int limit,
    List<Row> rows,
    List<String> unmeasured)
    implements Showable {

  /**
   * A model.
   *
   * @param loss LM loss on held-out text, nats a token
   * @param score of the task, by its first metric
   * @param chance what guessing would score; NaN where there is nothing to choose from
   */
  public record Row(String model, long parameters, double loss, Estimate score, double chance) {}

  /** Keeps the rows as they are now. */
  public Compare {
    rows = List.copyOf(rows);
    unmeasured = List.copyOf(unmeasured);
  }

  /** A comparison on a corpus and the first documents of a task; add models to it. */
  public static Compare on(TokenCorpus corpus, ItemSource items, Benchmark task, int limit) {
    return new Compare(corpus, items, task, limit, List.of(), List.of());
  }

  /** The comparison with another model; of one that is stopped only the name is noted. */
  public Compare add(String name, CausalLm model) {
    try {
      return new Compare(corpus, items, task, limit, and(rows, row(name, model)), unmeasured);
    } catch (CancellationException stopped) {
      return new Compare(corpus, items, task, limit, rows, and(unmeasured, name));
    }
  }

  private static <T> List<T> and(List<T> some, T more) {
    return Stream.concat(some.stream(), Stream.of(more)).toList();
  }

  private Row row(String name, CausalLm model) {
    Perplexity text = Harness.perplexity(model, corpus, TokenCorpus.HELD_OUT_BLOCKS);
    EvaluateOptions how = Harness.options().limit(limit);
    TaskResult result = Harness.evaluate(model, items, how, task).tasks().get(0);
    Score score = result.scores().get(0);
    double chance = result.chance(score.metric()).orElse(Double.NaN);
    return new Row(name, model.parameterCount(), text.loss(), score.estimate(), chance);
  }

  /** The comparison as a table. */
  public Table table() {
    Table table =
        Table.create(
            "models",
            Columns.text("model", rows.stream().map(Row::model).toList()),
            Columns.counts("parameters", rows.stream().mapToLong(Row::parameters).toArray()),
            Columns.fixed(LmLoss.VALIDATION_IN_NATS, 3, numbers(Row::loss)),
            Columns.fixed("perplexity", 2, numbers(row -> Math.exp(row.loss))),
            Columns.shares(task.name(), numbers(row -> row.score.value())),
            Columns.shares(
                task.name() + Columns.ERROR,
                numbers(row -> row.score.standardError().orElse(Double.NaN))));
    if (rows.stream().anyMatch(row -> !Double.isNaN(row.chance))) {
      table.addColumns(Columns.shares("chance", numbers(Row::chance)));
    }
    return table;
  }

  /**
   * The two models, one of either kind, whose values lie closest, as a share of the larger.
   *
   * @param kind how the names of the one kind begin: {@code depth}
   * @param other how those of the other begin: {@code width}
   * @param of what is compared: {@code Compare.Row::loss} for equal quality
   * @throws IllegalArgumentException if there is no model of a kind
   */
  public Pair closest(String kind, String other, ToDoubleFunction<Row> of) {
    return rows.stream()
        .filter(row -> row.model.startsWith(kind))
        .flatMap(row -> pairs(row, other))
        .min(Comparator.comparingDouble(pair -> pair.apart(of)))
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "No two models '%s…' and '%s…' to compare: there are %s."
                        .formatted(kind, other, rows.stream().map(Row::model).toList())));
  }

  private Stream<Pair> pairs(Row row, String other) {
    return rows.stream().filter(r -> r.model.startsWith(other)).map(r -> new Pair(row, r));
  }

  /** Two models to compare. */
  public record Pair(Row first, Row second) {
    private double apart(ToDoubleFunction<Row> of) {
      double a = of.applyAsDouble(first);
      double b = of.applyAsDouble(second);
      return Math.abs(a - b) / Math.max(Math.abs(a), Math.abs(b));
    }

    @Override
    public String toString() {
      return String.format(
          Locale.ROOT,
          "%s: %s parameters, loss %.3f; %s: %s parameters, loss %.3f",
          first.model,
          Numbers.count(first.parameters),
          first.loss,
          second.model,
          Numbers.count(second.parameters),
          second.loss);
    }
  }

  private double[] numbers(ToDoubleFunction<Row> of) {
    return rows.stream().mapToDouble(of).toArray();
  }

  @Override
  public List<?> parts() {
    return ending().whole() ? List.of(table()) : List.of(table(), ending().text());
  }

  /** Whole if every model that was added is in it; else which are not, and why. */
  public Ending ending() {
    return Ending.unmeasured(unmeasured);
  }

  @Override
  public String toString() {
    String table = Markdown.table(table());
    return ending().whole() ? table : table + "\n\n" + ending();
  }
}
