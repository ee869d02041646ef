package minitron.eval.tasks;

import java.util.List;
import java.util.stream.Stream;
import minitron.eval.task.Benchmark;
import minitron.eval.task.Group;
import minitron.eval.task.Task;

/** Every task and group there is, under the harness's names where it has them. */
public final class Catalog {
  private static final List<Task> TASKS =
      List.of(
          Winogrande.TASK,
          ArcChallenge.TASK,
          Hellaswag.TASK,
          TruthfulQa.MC1,
          TruthfulQa.MC2,
          Gsm8k.TASK,
          Lambada.TASK,
          XlSum.TASK,
          Mbpp.TASK,
          Mbpp.BIGCODE,
          HumanEval.TASK,
          HumanEval.BIGCODE,
          IfEval.TASK,
          MtBench.TASK,
          TinyIfEval.TASK,
          TinyBfcl.TASK,
          TinyChatRag.TASK,
          TinyMtBench.TASK);
  private static final List<Group> GROUPS =
      Stream.concat(Stream.of(Mmlu.GROUP, Bfcl.GROUP), Mmlu.GROUP.groups().stream()).toList();

  private Catalog() {}

  /**
   * The task or group of a name with so many solved examples.
   *
   * @throws IllegalArgumentException for any other name
   */
  public static Benchmark benchmark(String name, int shots) {
    Stream<Task> tasks =
        Stream.of(
                TASKS.stream(),
                Mmlu.GROUP.leaves(),
                Bfcl.GROUP.leaves(),
                ChatRag.ALL.tasks().stream())
            .flatMap(some -> some);
    Stream<Benchmark> groups =
        Stream.concat(GROUPS.stream().map(Benchmark::of), Stream.of(ChatRag.ALL));
    return Stream.concat(tasks.map(Benchmark::of), groups)
        .filter(benchmark -> benchmark.name().equals(name))
        .findFirst()
        .orElseThrow(() -> unknown(name))
        .shots(shots);
  }

  private static IllegalArgumentException unknown(String name) {
    List<String> names =
        Stream.of(
                TASKS.stream().map(Task::name),
                GROUPS.stream().map(Group::name),
                Stream.of(ChatRag.ALL.name()))
            .flatMap(some -> some)
            .toList();
    return new IllegalArgumentException(
        "There is no task \"%s\"; there are %s, and parts by themselves, e.g. mmlu_anatomy."
            .formatted(name, String.join(", ", names)));
  }
}
