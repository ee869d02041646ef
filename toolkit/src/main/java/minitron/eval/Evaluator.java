package minitron.eval;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import minitron.data.ItemSource;
import minitron.data.ItemSplit;
import minitron.data.Row;

/**
 * Runs tasks as the harness does.
 *
 * @param model what is asked
 * @param items where the tasks' rows are
 * @param limit how many documents of each task are asked
 */
public record Evaluator(TextModel model, ItemSource items, Limit limit) {
  /** The harness's seed for few-shot draws: one generator a task, in its documents' order. */
  private static final long SHOT_SEED = 1234;

  /**
   * Runs tasks, one after the other.
   *
   * @throws IllegalArgumentException for a task that is asked for twice, and for data that does not
   *     fit its task
   */
  public Evaluation run(List<Benchmark> benchmarks, RunInfo info) {
    Set<String> names = new HashSet<>();
    for (Benchmark benchmark : benchmarks) {
      if (!names.add(benchmark.task().name())) {
        throw new IllegalArgumentException(
            benchmark.task().name()
                + " is asked for twice; results are kept by name, so run the second by itself.");
      }
    }
    return new Evaluation(benchmarks.stream().map(this::run).toList(), info);
  }

  private TaskResult run(Benchmark benchmark) {
    Task task = benchmark.task();
    Map<String, String> sources = new LinkedHashMap<>();
    ItemSplit split = split(task.split(), task, sources);
    Optional<ItemSplit> pool =
        benchmark.shots() == 0
            ? Optional.empty()
            : task.shots().map(source -> split(source.split(), task, sources));
    List<Row> asked = split.rows().subList(0, limit.of(split.rows().size()));
    List<Prompt> prompts = prompts(benchmark, asked, pool);
    List<Sample> samples = task.kind().ask(prompts, model);
    return TaskResult.of(benchmark, split.rows().size(), samples, sources);
  }

  private ItemSplit split(String name, Task task, Map<String, String> sources) {
    ItemSplit split = items.split(task.dataset(), name);
    sources.put(split.name(), split.sha256());
    return split;
  }

  private static List<Prompt> prompts(
      Benchmark benchmark, List<Row> asked, Optional<ItemSplit> pool) {
    PythonRandom random = new PythonRandom(SHOT_SEED);
    List<Prompt> prompts = new ArrayList<>();
    for (Row row : asked) {
      String before = pool.map(from -> shots(benchmark, from, row, random)).orElse("");
      prompts.add(new Prompt(prompts.size(), before, row));
    }
    return prompts;
  }

  private static String shots(Benchmark benchmark, ItemSplit pool, Row row, PythonRandom random) {
    Task task = benchmark.task();
    ShotRule rule = task.shots().orElseThrow().rule();
    return rule.draw(pool, row, benchmark.shots(), random).stream()
        .map(task.kind()::shot)
        .collect(Collectors.joining());
  }
}
