package minitron.paper;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;
import minitron.report.Columns;
import minitron.report.Markdown;
import minitron.report.Showable;
import minitron.tensor.AdamW;
import minitron.tensor.Backprop;
import minitron.tensor.Storage;
import minitron.train.Samples;
import minitron.train.Schedule;
import minitron.train.TrainOptions;
import minitron.train.Tuning;
import tech.tablesaw.api.Table;

/**
 * The hyperparameters of Table 4, as options of a training run, and others beside them. Of the
 * optimiser the table says nothing: it has the toolkit's.
 *
 * @param rows a row for each run
 */
public record Table4(List<Row> rows) implements Showable {
  private static final int CONTEXT = 8192;

  /** Keeps the rows as they are now. */
  public Table4 {
    rows = List.copyOf(rows);
  }

  /**
   * A run of the table.
   *
   * @param name of the model that is trained
   */
  public record Row(String name, TrainOptions options) {}

  /** The two columns of Table 4. */
  public static Table4 paper() {
    return new Table4(
        List.of(
            new Row("Llama-3.1-Minitron-4B", options(94, new Schedule(1e-4, 1e-5, 40), 1152)),
            new Row("MN-Minitron-8B", options(380, new Schedule(1e-4, 4.5e-7, 60), 768))));
  }

  private static TrainOptions options(long billions, Schedule schedule, int batch) {
    return new TrainOptions(
        billions * 1_000_000_000,
        schedule,
        new Samples(batch, CONTEXT, 0, 0),
        AdamW.MINITRON,
        Backprop.F32,
        Storage.F32,
        Tuning.NONE,
        Optional.empty());
  }

  /** The same with another run. */
  public Table4 with(String name, TrainOptions options) {
    List<Row> more = new ArrayList<>(rows);
    more.add(new Row(name, options));
    return new Table4(more);
  }

  /** The names of the models. */
  public List<String> names() {
    return rows.stream().map(Row::name).toList();
  }

  /**
   * The options of a row.
   *
   * @throws IllegalArgumentException if there is none of that name
   */
  public TrainOptions of(String name) {
    return rows.stream()
        .filter(row -> row.name.equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "No model '%s' in Table 4: there are %s."
                        .formatted(name, String.join(", ", names()))))
        .options;
  }

  /** The table as it is printed, a row for each model. */
  public Table table() {
    return Table.create(
        "Table 4",
        Columns.text("model", names()),
        Columns.powers("peak learning rate", reals(all -> all.schedule().peak())),
        Columns.powers("min learning rate", reals(all -> all.schedule().minimum())),
        Columns.whole("warm-up steps", wholes(Table4::warmUp)),
        Columns.whole("global batch size", wholes(TrainOptions::batch)),
        Columns.whole("context length", wholes(TrainOptions::length)),
        Columns.counts("total tokens", wholes(TrainOptions::tokens)));
  }

  /** What follows from it: how long a run is in steps, and which share of it is warm-up. */
  public Table steps() {
    return Table.create(
        "What follows from it",
        Columns.text("model", names()),
        Columns.whole("tokens a step", wholes(all -> all.tokensAt(1))),
        Columns.whole("steps", wholes(TrainOptions::steps)),
        Columns.shares("warm-up", reals(all -> (double) warmUp(all) / all.steps())),
        Columns.shares("minimum / peak", reals(Table4::fall)));
  }

  private static long warmUp(TrainOptions options) {
    return options.settled().schedule().warmUp();
  }

  private static double fall(TrainOptions options) {
    return options.schedule().minimum() / options.schedule().peak();
  }

  private double[] reals(ToDoubleFunction<TrainOptions> of) {
    return rows.stream().map(Row::options).mapToDouble(of).toArray();
  }

  private long[] wholes(ToLongFunction<TrainOptions> of) {
    return rows.stream().map(Row::options).mapToLong(of).toArray();
  }

  @Override
  public List<?> parts() {
    return List.of(table(), steps());
  }

  @Override
  public String toString() {
    return Markdown.table(table()) + "\n\n" + Markdown.table(steps());
  }
}
