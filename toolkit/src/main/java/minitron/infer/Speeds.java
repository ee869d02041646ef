package minitron.infer;

import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import minitron.infer.Workload.Seconds;
import minitron.report.Columns;
import minitron.report.Markdown;
import minitron.report.Showable;
import minitron.runs.Ending;
import tech.tablesaw.api.Table;
import tech.tablesaw.columns.Column;

/**
 * How fast models wrote, on one machine at one time.
 *
 * @param machine what it can do at most
 * @param rows a row for each model and workload
 * @param ending whole, or how many rounds were timed
 */
public record Speeds(String machine, List<Row> rows, Ending ending) implements Showable {
  /**
   * A model at a workload.
   *
   * @param bytes of its weights and of the keys and values at the end, in float32
   * @param least what the machine needs at least by the model's shapes
   * @param rounds what each round took
   */
  public record Row(
      String model,
      long parameters,
      int layers,
      Workload work,
      double bytes,
      Seconds least,
      List<Seconds> rounds) {
    /** Keeps the rounds as they are. */
    public Row {
      rounds = List.copyOf(rounds);
    }

    /** The median round's. */
    public double median(ToDoubleFunction<Seconds> of) {
      return Spread.of(rounds.stream().mapToDouble(of)).median();
    }

    /** Tokens a second of generation, in the median round. */
    public double generationRate() {
      return work.generationRate(median(Seconds::rest));
    }

    private double prefillRate() {
      return work.prefillRate(median(Seconds::first));
    }

    private double step() {
      return median(Seconds::rest) / (work.tokens() - 1);
    }

    private double share(ToDoubleFunction<Seconds> of) {
      return of.applyAsDouble(least) / median(of);
    }

    private double spread() {
      return Spread.of(rounds.stream().mapToDouble(Seconds::all)).relative();
    }
  }

  /** Keeps the rows as they are. */
  public Speeds {
    rows = List.copyOf(rows);
  }

  /**
   * How many times faster a model was than another at the same work, round by round: both were
   * timed one after the other, so a machine that slows down slows both.
   *
   * @throws IllegalArgumentException if the other has not done that work
   */
  public Spread speedup(Row row, String over, ToDoubleFunction<Seconds> of) {
    Row other = row(over, row.work);
    return Spread.of(
        IntStream.range(0, row.rounds.size())
            .mapToDouble(
                i -> of.applyAsDouble(other.rounds.get(i)) / of.applyAsDouble(row.rounds.get(i))));
  }

  /** A model's row. */
  public Row row(String model, Workload work) {
    return rows.stream()
        .filter(row -> row.model.equals(model) && row.work.equals(work))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "No model '%s' was timed at %s: timed were %s."
                        .formatted(
                            model, work, rows.stream().map(Row::model).distinct().toList())));
  }

  /** A model's rows. */
  public List<Row> rows(String model) {
    return rows.stream().filter(row -> row.model.equals(model)).toList();
  }

  /** What each took: the median round, and how far the rounds lie apart. */
  public Table table() {
    return Table.create("speed", model())
        .addColumns(
            Columns.counts("parameters", rows.stream().mapToLong(Row::parameters).toArray()))
        .addColumns(work())
        .addColumns(
            Columns.fixed("prefill (tokens/s)", 0, numbers(Row::prefillRate)),
            Columns.fixed("first token (ms)", 1, numbers(row -> 1e3 * row.median(Seconds::first))),
            Columns.fixed("generation (tokens/s)", 0, numbers(Row::generationRate)),
            Columns.shares("spread of the rounds", numbers(Row::spread)),
            Columns.fixed("weights + cache (MB)", 1, numbers(row -> row.bytes / 1e6)));
  }

  /**
   * What the shapes alone ask of this machine, as a share of what was measured; and what a layer
   * takes of a step of generation, in which each text gets one token.
   */
  public Table ceiling() {
    return Table.create("measured and at least", model())
        .addColumns(Columns.whole("layers", rows.stream().mapToLong(Row::layers).toArray()))
        .addColumns(work())
        .addColumns(
            Columns.fixed("prefill (ms)", 1, numbers(row -> 1e3 * row.median(Seconds::first))),
            Columns.shares("prefill, at least", numbers(row -> row.share(Seconds::first))),
            Columns.fixed("step (ms)", 2, numbers(row -> 1e3 * row.step())),
            Columns.shares("step, at least", numbers(row -> row.share(Seconds::rest))),
            Columns.fixed("step (µs a layer)", 0, numbers(row -> 1e6 * row.step() / row.layers)));
  }

  /** How fast a model wrote beside another, a sentence for each workload. */
  public String inWords(String model, String over) {
    return rows(model).stream()
        .map(row -> inWords(row, over, speedup(row, over, Seconds::rest)))
        .collect(Collectors.joining("\n"));
  }

  private static String inWords(Row row, String over, Spread times) {
    return "%s: %s generates %s as many tokens/s as %s: %s."
        .formatted(
            row.work,
            row.model,
            times,
            over,
            row.rounds.size() > 1 ? times.verdict() : "one round, which may be luck");
  }

  /** How many times faster each was than the first model, with the rounds' least and greatest. */
  public Table speedups() {
    String first = rows.get(0).model;
    Table table = Table.create("speed-up over " + first, model()).addColumns(work());
    add(table, "prefill", first, Seconds::first);
    add(table, "generation", first, Seconds::rest);
    add(table, "answer", first, Seconds::all);
    return table;
  }

  private void add(Table table, String name, String over, ToDoubleFunction<Seconds> of) {
    table.addColumns(
        Columns.fixed(name, 2, numbers(row -> speedup(row, over, of).median())),
        Columns.fixed(name + " from", 2, numbers(row -> speedup(row, over, of).least())),
        Columns.fixed(name + " to", 2, numbers(row -> speedup(row, over, of).most())));
  }

  private Column<?> model() {
    return Columns.text("model", rows.stream().map(Row::model).toList());
  }

  private Column<?>[] work() {
    return new Column<?>[] {
      Columns.whole("batch", whole(Workload::batch)),
      Columns.whole("prompt", whole(Workload::prompt)),
      Columns.whole("new tokens", whole(Workload::tokens))
    };
  }

  private long[] whole(ToDoubleFunction<Workload> of) {
    return rows.stream().mapToLong(row -> (long) of.applyAsDouble(row.work)).toArray();
  }

  private double[] numbers(ToDoubleFunction<Row> of) {
    return rows.stream().mapToDouble(of).toArray();
  }

  @Override
  public List<?> parts() {
    return ending.whole() ? List.of(machine, table()) : List.of(machine, table(), ending.text());
  }

  @Override
  public String toString() {
    return machine + "\n\n" + Markdown.table(table()) + (ending.whole() ? "" : "\n\n" + ending);
  }
}
