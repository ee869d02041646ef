package minitron;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import minitron.data.ItemSource;
import minitron.eval.Benchmark;
import minitron.eval.Estimate;
import minitron.eval.Evaluation;
import minitron.eval.Group;
import minitron.eval.Programming;
import minitron.eval.Score;
import minitron.eval.Task;
import minitron.model.CausalLm;
import minitron.model.ParameterShapes;
import minitron.report.BarPlot;
import minitron.report.ScoreTable;
import minitron.report.Showable;
import minitron.train.Run;
import tech.tablesaw.api.Table;

/**
 * The paper's Table 1 for models of one's own: all its benchmarks, with the paper's numbers beside.
 *
 * @param items the documents; a benchmark of which they have none stays empty
 * @param options how much is asked
 * @param rows the paper's benchmarks, in its order
 * @param entries the models so far
 */
public record Table1(
    ItemSource items, Harness.Options options, List<Row> rows, List<Entry> entries)
    implements Showable {

  /**
   * A benchmark.
   *
   * @param name as the paper prints it
   * @param paperShots the paper's solved examples
   * @param measure the harness's name of what is printed
   * @param asked what is run for it
   * @param why it is not run; empty if it is
   */
  public record Row(
      String name, int paperShots, String measure, Optional<Benchmark> asked, String why) {
    Row without(String reason) {
      return new Row(name, paperShots, measure, Optional.empty(), reason);
    }

    Row shots(int shots) {
      Optional<Benchmark> other =
          asked.map(old -> new Benchmark(old.tasks(), old.groups(), shots));
      return new Row(name, paperShots, measure, other, why);
    }
  }

  /**
   * A model.
   *
   * @param parameters all of them
   * @param inner those that are no embedding and no head
   * @param tokens it was trained on here; empty for a model as it came
   */
  public record Entry(
      String name, long parameters, long inner, OptionalLong tokens, Evaluation evaluation) {}

  /** Keeps the lists as they are now. */
  public Table1 {
    rows = List.copyOf(rows);
    entries = List.copyOf(entries);
  }

  /** The paper's own table, as it is printed there. */
  public static ScoreTable paper() {
    return PaperTable1.table();
  }

  /** A table for the documents at hand, with the paper's shots; add models to it. */
  public static Table1 on(ItemSource items, Harness.Options options) {
    List<Row> rows = PaperTable1.LINES.stream().map(line -> row(line, items, options)).toList();
    return new Table1(items, options, rows, List.of());
  }

  private static Row row(PaperTable1.Line line, ItemSource items, Harness.Options options) {
    Row row = new Row(line.name(), line.shots(), line.measure(), Optional.empty(), "");
    if (line.task().isEmpty()) {
      return row.without("no such task in the toolkit yet");
    }
    Benchmark whole = Tasks.named(line.task(), line.shots());
    List<Task> there =
        whole.tasks().stream().filter(task -> items.has(task.dataset(), task.split())).toList();
    if (there.isEmpty()) {
      Task first = whole.tasks().get(0);
      return row.without("the data has no %s/%s".formatted(first.dataset(), first.split()));
    }
    if (there.get(0).kind() instanceof Programming && options.code() == Harness.Code.REFUSED) {
      return row.without("runs programs that a model wrote: options().allowCode() lets it");
    }
    Benchmark asked = there.size() == whole.tasks().size() ? whole : part(whole, there);
    return new Row(line.name(), line.shots(), line.measure(), Optional.of(asked), "");
  }

  /** Some subjects of a group of many. */
  private static Benchmark part(Benchmark whole, List<Task> there) {
    Group all = whole.groups().get(0);
    return new Group(all.name(), all.alias(), all.version(), List.of(), there)
        .shots(whole.shots());
  }

  /** The same with other shots before every question. */
  public Table1 shots(int shots) {
    List<Row> other = rows.stream().map(row -> row.shots(shots)).toList();
    return new Table1(items, options, other, List.of());
  }

  /** The same without a benchmark, and why. */
  public Table1 without(String name, String why) {
    List<Row> other =
        rows.stream().map(row -> row.name().equals(name) ? row.without(why) : row).toList();
    return new Table1(items, options, other, List.of());
  }

  /** The same with another model, as it came. */
  public Table1 add(String name, CausalLm model) {
    return add(name, model, OptionalLong.empty());
  }

  /** The same with a model that was trained here. */
  public Table1 add(String name, Run run) {
    long tokens = run.steps().isEmpty() ? 0 : run.steps().get(run.steps().size() - 1).tokens();
    return add(name, run.model(), OptionalLong.of(tokens));
  }

  private Table1 add(String name, CausalLm model, OptionalLong tokens) {
    Benchmark[] asked =
        rows.stream().flatMap(row -> row.asked().stream()).toArray(Benchmark[]::new);
    Evaluation evaluation = Harness.evaluate(model, items, options, asked);
    long inner = ParameterShapes.countWithoutEmbeddings(model.config());
    List<Entry> more = new ArrayList<>(entries);
    more.add(new Entry(name, model.parameterCount(), inner, tokens, evaluation));
    return new Table1(items, options, rows, more);
  }

  /** A model's evaluation, as the harness prints it. */
  public Evaluation evaluation(String name) {
    return entries.stream()
        .filter(entry -> entry.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException(unknown(name)))
        .evaluation();
  }

  private String unknown(String name) {
    List<String> known = entries.stream().map(Entry::name).toList();
    return "There is no model \"%s\" in the table; there is %s."
        .formatted(name, known.isEmpty() ? "none yet" : String.join(", ", known));
  }

  /** What one model has more than another, of the rows' measures alone, document by document. */
  public Differences compare(String first, String second) {
    Differences all = Harness.compare(evaluation(first), evaluation(second)).named(first, second);
    return new Differences(
        first,
        second,
        rows.stream()
            .flatMap(
                row ->
                    all.rows().stream()
                        .filter(d -> row.asked().map(Benchmark::name).equals(Optional.of(d.task())))
                        .filter(d -> d.measure().equals(row.measure()))
                        .limit(1))
            .toList());
  }

  /** A model's score in a row; empty where the row is not run. */
  static Optional<Estimate> score(Entry entry, Row row) {
    return row.asked()
        .map(
            asked ->
                scores(entry.evaluation(), asked).stream()
                    .filter(score -> score.measure().name().equals(row.measure()))
                    .findFirst()
                    .orElseThrow()
                    .estimate());
  }

  private static List<Score> scores(Evaluation evaluation, Benchmark asked) {
    return asked.groups().isEmpty()
        ? evaluation.task(asked.name()).scores()
        : evaluation.groups().stream()
            .filter(group -> group.group().name().equals(asked.name()))
            .findFirst()
            .orElseThrow()
            .scores();
  }

  /** How many documents a row asks. */
  OptionalInt documents(Row row) {
    return row.asked()
        .map(
            asked ->
                OptionalInt.of(
                    asked.tasks().stream()
                        .mapToInt(
                            task -> {
                              var rows = items.split(task.dataset(), task.split()).rows();
                              return options.limit().of(rows.size());
                            })
                        .sum()))
        .orElse(OptionalInt.empty());
  }

  /** What is run for each benchmark, and for those that are not, why. */
  public Table plan() {
    return Table1Layout.plan(this);
  }

  /** The scores in full, a row a benchmark. */
  public Table table() {
    return Table1Layout.table(this);
  }

  /** The table as the paper prints its own, with standard errors. */
  public ScoreTable scores() {
    return Table1Layout.scores(this);
  }

  /** The scores as bars. */
  public BarPlot plot() {
    return Table1Layout.plot(this);
  }

  @Override
  public List<?> parts() {
    return List.of(entries.isEmpty() ? plan() : scores());
  }

  @Override
  public String toString() {
    return String.valueOf(parts().get(0));
  }
}
