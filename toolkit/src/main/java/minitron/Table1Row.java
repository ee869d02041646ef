package minitron;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import minitron.data.ItemSource;
import minitron.eval.Benchmark;
import minitron.eval.Estimate;
import minitron.eval.Evaluation;
import minitron.eval.Group;
import minitron.eval.Limit;
import minitron.eval.Programming;
import minitron.eval.Score;
import minitron.eval.Task;

/**
 * A benchmark of the paper's Table 1.
 *
 * @param name as the paper prints it
 * @param label the name, and what of it is asked where that is not all
 * @param paperShots the paper's solved examples
 * @param measure of the task, which is printed
 * @param asked what is run for it
 * @param why it is not run, or not all of it; empty if it is
 */
public record Table1Row(
    String name,
    String label,
    int paperShots,
    String measure,
    Optional<Benchmark> asked,
    String why) {

  /** A line of the paper with the documents at hand. */
  static Table1Row of(PaperTable1.Line line, ItemSource items, Harness.Options options) {
    Table1Row row =
        new Table1Row(line.name(), line.name(), line.shots(), line.measure(), Optional.empty(), "");
    Benchmark whole = Tasks.named(line.task(), line.shots());
    List<Task> there =
        whole.tasks().stream().filter(task -> items.has(task.dataset(), task.split())).toList();
    if (there.isEmpty()) {
      return row.without("the data has no " + split(whole.tasks().get(0)));
    }
    if (there.get(0).kind() instanceof Programming && options.code() == Harness.Code.REFUSED) {
      return row.without("runs programs that a model wrote: options().allowCode() lets it");
    }
    return there.size() == whole.tasks().size() ? row.asking(whole) : row.part(whole, there);
  }

  private static String split(Task task) {
    return task.dataset() + "/" + task.split();
  }

  /** Some subjects of a group of many. */
  private Table1Row part(Benchmark whole, List<Task> there) {
    Group all = whole.groups().get(0);
    Group part = new Group(all.name(), all.alias(), all.version(), List.of(), there);
    Task first =
        whole.tasks().stream().filter(task -> !there.contains(task)).findFirst().orElseThrow();
    int subjects = whole.tasks().size();
    return new Table1Row(
        name,
        "%s, %s of %s subjects".formatted(name, there.size(), subjects),
        paperShots,
        measure,
        Optional.of(part.shots(whole.shots())),
        "%s subjects: the data has no %s, for one"
            .formatted(subjects - there.size(), split(first)));
  }

  private Table1Row asking(Benchmark benchmark) {
    return new Table1Row(name, label, paperShots, measure, Optional.of(benchmark), why);
  }

  /** The same, not run. */
  Table1Row without(String reason) {
    return new Table1Row(name, name, paperShots, measure, Optional.empty(), reason);
  }

  /** The same with other shots. */
  Table1Row shots(int shots) {
    return asked.map(old -> asking(new Benchmark(old.tasks(), old.groups(), shots))).orElse(this);
  }

  /** How many documents are asked; empty where none is. */
  OptionalInt documents(ItemSource items, Limit limit) {
    return asked
        .map(benchmark -> OptionalInt.of(documents(benchmark, items, limit)))
        .orElse(OptionalInt.empty());
  }

  private static int documents(Benchmark benchmark, ItemSource items, Limit limit) {
    return benchmark.tasks().stream()
        .mapToInt(task -> limit.of(items.split(task.dataset(), task.split()).rows().size()))
        .sum();
  }

  /** What an evaluation came to here; empty where the row is not run. */
  Optional<Estimate> score(Evaluation evaluation) {
    return asked.map(
        benchmark ->
            scores(evaluation, benchmark).stream()
                .filter(score -> score.measure().name().equals(measure))
                .findFirst()
                .orElseThrow()
                .estimate());
  }

  private static List<Score> scores(Evaluation evaluation, Benchmark benchmark) {
    return benchmark.groups().isEmpty()
        ? evaluation.task(benchmark.name()).scores()
        : evaluation.groups().stream()
            .filter(group -> group.group().name().equals(benchmark.name()))
            .findFirst()
            .orElseThrow()
            .scores();
  }
}
