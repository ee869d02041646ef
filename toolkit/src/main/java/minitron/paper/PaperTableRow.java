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
import minitron.paper.printed.PrintedTable;
import minitron.text.ItemSource;

/**
 * A benchmark of the paper's Table 1.
 *
 * @param line as it stands in the paper
 * @param label the name with how it is run, and how in the paper if that differs
 * @param asked what is run
 * @param options how it is run
 * @param why why it is not run, or not in full; else empty
 */
public record PaperTableRow(
    PrintedTable.Line line,
    String label,
    Optional<Benchmark> asked,
    EvaluateOptions options,
    String why) {

  /** A benchmark of the paper for these documents, run as in the paper. */
  static PaperTableRow of(PrintedTable.Line line, ItemSource items, EvaluateOptions options) {
    String label = line.settings().label(line.name());
    var row = new PaperTableRow(line, label, Optional.empty(), options, "");
    Benchmark whole = whole(line, items);
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
    PaperTableRow asked = all ? row.asking(whole, "") : row.part(whole, there);
    return asked.asked(items, how -> line.settings().over(how, asked.partly(items)));
  }

  /** The first of its tasks that has documents; else the first. */
  private static Benchmark whole(PrintedTable.Line line, ItemSource items) {
    List<Benchmark> all =
        line.tasks().stream().map(task -> Catalog.benchmark(task, line.shots())).toList();
    return all.stream()
        .filter(each -> each.tasks().stream().anyMatch(t -> items.has(t.dataset(), t.split())))
        .findFirst()
        .orElse(all.get(0));
  }

  /** As the paper prints it. */
  public String name() {
    return line.name();
  }

  /** What the table shows of it. */
  String metric() {
    return line.metric(asked.map(Benchmark::name).orElse(line.tasks().get(0)));
  }

  private static String split(Task task) {
    return task.dataset() + "/" + task.split();
  }

  /** Those subjects of a group that have documents. */
  private PaperTableRow part(Benchmark whole, List<Task> there) {
    Group all = whole.groups().get(0);
    Group part =
        new Group(
            all.name(),
            all.alias(),
            all.version(),
            List.of(),
            there,
            all.eachAlike(),
            all.aggregates());
    Task first =
        whole.tasks().stream().filter(task -> !there.contains(task)).findFirst().orElseThrow();
    int lacking = whole.tasks().size() - there.size();
    return asking(
        Benchmark.of(part).shots(whole.shots()),
        "%d %s without data, e.g. %s".formatted(lacking, parts(), split(first)));
  }

  /** What a group's tasks are called. */
  private String parts() {
    return line.name().equals("MMLU") ? "subjects" : "parts";
  }

  private PaperTableRow asking(Benchmark benchmark, String but) {
    return new PaperTableRow(line, label, Optional.of(benchmark), options, but);
  }

  /** The same, not run. */
  PaperTableRow without(String reason) {
    String paper = line.settings().label(line.name());
    return new PaperTableRow(line, paper, Optional.empty(), options, reason);
  }

  /** The same with other shots. */
  PaperTableRow shots(int shots) {
    return asked.map(old -> asking(old.shots(shots), why)).orElse(this);
  }

  /** The same with other options; if it is not run, it stays so. */
  PaperTableRow asked(ItemSource items, UnaryOperator<EvaluateOptions> change) {
    if (asked.isEmpty()) {
      return this;
    }
    EvaluateOptions how = change.apply(options);
    int whole = whole(line, items).tasks().size();
    int there = asked.get().tasks().size();
    String tasks = there < whole ? name() + ", " + there + " of " + whole + " " + parts() : name();
    String said = line.settings().label(tasks, how, partly(items));
    return new PaperTableRow(line, said, asked, how, why);
  }

  /**
   * How many documents it has, if the paper uses a part of them; else 0, so that they are not read.
   */
  private int partly(ItemSource items) {
    return line.settings().isPart() ? documents(asked.orElseThrow(), items, Limit.NONE) : 0;
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

  /** Its score in a model's evaluations; empty if it is not run, or has no judge. */
  Optional<Estimate> score(List<Evaluation> evaluations) {
    return asked.flatMap(
        benchmark ->
            evaluations.stream()
                .flatMap(evaluation -> scores(evaluation, benchmark))
                .filter(score -> score.metric().name().equals(metric()) && score.measured())
                .findFirst()
                .map(Score::estimate));
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
                    .filter(score -> score.metric().name().equals(metric()))
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
