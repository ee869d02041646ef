package minitron.paper;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import minitron.eval.metric.Estimate;
import minitron.eval.metric.Score;
import minitron.eval.result.Evaluation;
import minitron.eval.run.EvaluateOptions;
import minitron.eval.task.Benchmark;
import minitron.eval.task.CodeEval;
import minitron.eval.task.Group;
import minitron.eval.task.Limit;
import minitron.eval.task.Task;
import minitron.eval.tasks.Catalog;
import minitron.text.ItemSource;

/**
 * A benchmark of the paper's Table 1.
 *
 * @param name as the paper prints it
 * @param label the name with how it is run, and how in the paper if that differs
 * @param paperShots the paper's shots
 * @param metric the one that the table shows
 * @param asked what is run
 * @param options how it is run
 * @param why why it is not run, or not in full; else empty
 */
public record Table1Row(
    String name,
    String label,
    int paperShots,
    String metric,
    Optional<Benchmark> asked,
    EvaluateOptions options,
    String why) {

  /** A benchmark of the paper for these documents, run as in the paper. */
  static Table1Row of(PaperTable1.Line line, ItemSource items, EvaluateOptions options) {
    Table1Row row =
        new Table1Row(
            line.name(),
            line.settings().label(line.name()),
            line.shots(),
            line.metric(),
            Optional.empty(),
            options,
            "");
    Benchmark whole = Catalog.benchmark(line.task(), line.shots());
    List<Task> there =
        whole.tasks().stream().filter(task -> items.has(task.dataset(), task.split())).toList();
    if (there.isEmpty()) {
      return row.without("the data has no " + split(whole.tasks().get(0)));
    }
    if (there.get(0).outputType() instanceof CodeEval
        && options.code() == EvaluateOptions.Code.REFUSED) {
      return row.without(
          "it runs programs that a model wrote: allow it with options().allowCode()");
    }
    boolean all = there.size() == whole.tasks().size();
    Table1Row asked = all ? row.asking(whole, "") : row.part(whole, there);
    return asked.asked(items, how -> line.settings().over(how, asked.partly(items)));
  }

  private static String split(Task task) {
    return task.dataset() + "/" + task.split();
  }

  /** Those subjects of a group that have documents. */
  private Table1Row part(Benchmark whole, List<Task> there) {
    Group all = whole.groups().get(0);
    Group part = new Group(all.name(), all.alias(), all.version(), List.of(), there);
    Task first =
        whole.tasks().stream().filter(task -> !there.contains(task)).findFirst().orElseThrow();
    int lacking = whole.tasks().size() - there.size();
    return asking(
        Benchmark.of(part).shots(whole.shots()),
        lacking + " subjects without data, e.g. " + split(first));
  }

  private Table1Row asking(Benchmark benchmark, String but) {
    return new Table1Row(name, label, paperShots, metric, Optional.of(benchmark), options, but);
  }

  /** The same, not run. */
  Table1Row without(String reason) {
    String paper = PaperTable1.line(name).settings().label(name);
    return new Table1Row(name, paper, paperShots, metric, Optional.empty(), options, reason);
  }

  /** The same with other shots. */
  Table1Row shots(int shots) {
    return asked.map(old -> asking(old.shots(shots), why)).orElse(this);
  }

  /** The same with other options; if it is not run, it stays so. */
  Table1Row asked(ItemSource items, UnaryOperator<EvaluateOptions> change) {
    if (asked.isEmpty()) {
      return this;
    }
    EvaluateOptions how = change.apply(options);
    PaperTable1.Line line = PaperTable1.line(name);
    int whole = Catalog.benchmark(line.task(), line.shots()).tasks().size();
    int there = asked.get().tasks().size();
    String tasks = there < whole ? name + ", " + there + " of " + whole + " subjects" : name;
    String said = line.settings().label(tasks, how, partly(items));
    return new Table1Row(name, said, paperShots, metric, asked, how, why);
  }

  /**
   * How many documents it has, if the paper uses a part of them; else 0, so that they are not read.
   */
  private int partly(ItemSource items) {
    return PaperTable1.line(name).settings().isPart()
        ? documents(asked.orElseThrow(), items, Limit.NONE)
        : 0;
  }

  /** How many documents it is run on; empty if it is not run. */
  OptionalInt documents(ItemSource items) {
    return asked
        .map(benchmark -> OptionalInt.of(documents(benchmark, items, options.limit())))
        .orElse(OptionalInt.empty());
  }

  private static int documents(Benchmark benchmark, ItemSource items, Limit limit) {
    return benchmark.tasks().stream()
        .mapToInt(task -> limit.of(items.split(task.dataset(), task.split()).rows().size()))
        .sum();
  }

  /**
   * Where a benchmark stands.
   *
   * @throws IllegalArgumentException naming those that there are
   */
  static int index(List<Table1Row> rows, String benchmark) {
    List<String> known = rows.stream().map(Table1Row::name).toList();
    if (!known.contains(benchmark)) {
      throw new IllegalArgumentException(
          "There is no benchmark \"%s\" in Table 1; there are %s."
              .formatted(benchmark, String.join(", ", known)));
    }
    return known.indexOf(benchmark);
  }

  /** Its score in a model's evaluations; empty if it is not run. */
  Optional<Estimate> score(List<Evaluation> evaluations) {
    return asked.map(
        benchmark ->
            evaluations.stream()
                .flatMap(evaluation -> scores(evaluation, benchmark))
                .filter(score -> score.metric().name().equals(metric))
                .findFirst()
                .orElseThrow()
                .estimate());
  }

  /** How far a model's score, less two standard errors, is above chance; NaN if it is not run. */
  double overChance(List<Evaluation> evaluations) {
    double chance = chance(evaluations);
    return score(evaluations)
        .map(found -> found.value() - 2 * found.standardError().orElse(0) - chance)
        .orElse(Double.NaN);
  }

  /** The mean of its tasks' chances; 0 where there is nothing to choose from. */
  double chance(List<Evaluation> evaluations) {
    List<String> names =
        asked.stream().flatMap(all -> all.tasks().stream()).map(Task::name).toList();
    return evaluations.stream()
        .flatMap(evaluation -> evaluation.tasks().stream())
        .filter(task -> names.contains(task.name()))
        .flatMap(
            task ->
                task.scores().stream()
                    .filter(score -> score.metric().name().equals(metric))
                    .map(score -> task.chance(score.metric()).orElse(0)))
        .mapToDouble(chance -> chance)
        .average()
        .orElse(0);
  }

  private static Stream<Score> scores(Evaluation evaluation, Benchmark benchmark) {
    return benchmark.groups().isEmpty()
        ? evaluation.tasks().stream()
            .filter(task -> task.name().equals(benchmark.name()))
            .flatMap(task -> task.scores().stream())
        : evaluation.groups().stream()
            .filter(group -> group.group().name().equals(benchmark.name()))
            .flatMap(group -> group.scores().stream());
  }
}
