package minitron.eval;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Every task and group there is, under the harness's names. */
public final class Catalog {
  /** Which of two options fills the blank of a sentence? Usually with 5 shots. */
  public static final Task WINOGRANDE = Winogrande.TASK;

  /** Questions of school science; usually with 25 shots. */
  public static final Task ARC_CHALLENGE = ArcChallenge.TASK;

  /** How does a scene go on? Usually with 10 shots. */
  public static final Task HELLASWAG = Hellaswag.TASK;

  /** Is the true answer likelier than what many people believe? Always without shots. */
  public static final Task TRUTHFULQA_MC1 = TruthfulQa.MC1;

  /** How much of the probability do the true answers hold? Always without shots. */
  public static final Task TRUTHFULQA_MC2 = TruthfulQa.MC2;

  /** Sums in words; usually with 5 shots. */
  public static final Task GSM8K = Gsm8k.TASK;

  /** The last word of a passage; usually without shots. */
  public static final Task LAMBADA_OPENAI = Lambada.TASK;

  /** Small Python programs by a sentence and three tests; the harness's default is 3 shots. */
  public static final Task MBPP = Mbpp.TASK;

  /** The same by a docstring with one test, as bigcode-evaluation-harness asks; without shots. */
  public static final Task MBPP_BIGCODE = Mbpp.BIGCODE;

  /** The body of a Python function; always without shots. */
  public static final Task HUMANEVAL = HumanEval.TASK;

  /** The same as bigcode-evaluation-harness asks it. */
  public static final Task HUMANEVAL_BIGCODE = HumanEval.BIGCODE;

  /** Questions of 57 subjects; usually with 5 shots. */
  public static final Group MMLU = Mmlu.GROUP;

  private static final List<Task> TASKS =
      List.of(
          WINOGRANDE,
          ARC_CHALLENGE,
          HELLASWAG,
          TRUTHFULQA_MC1,
          TRUTHFULQA_MC2,
          GSM8K,
          LAMBADA_OPENAI,
          MBPP,
          MBPP_BIGCODE,
          HUMANEVAL,
          HUMANEVAL_BIGCODE);
  private static final List<Group> GROUPS =
      Stream.concat(Stream.of(MMLU), MMLU.groups().stream()).toList();

  private Catalog() {}

  /**
   * The task or group of a name with so many solved examples.
   *
   * @throws IllegalArgumentException for any other name
   */
  public static Benchmark benchmark(String name, int shots) {
    Optional<Benchmark> task =
        Stream.concat(TASKS.stream(), MMLU.leaves())
            .filter(t -> t.name().equals(name))
            .findFirst()
            .map(t -> t.shots(shots));
    return task.or(() -> group(name).map(g -> g.shots(shots)))
        .orElseThrow(() -> new IllegalArgumentException(unknown(name)));
  }

  private static Optional<Group> group(String name) {
    return GROUPS.stream().filter(g -> g.name().equals(name)).findFirst();
  }

  private static String unknown(String name) {
    List<String> names =
        Stream.concat(TASKS.stream().map(Task::name), GROUPS.stream().map(Group::name)).toList();
    return "There is no task \"%s\"; there are %s, and mmlu's subjects by themselves, as mmlu_anatomy."
        .formatted(name, String.join(", ", names));
  }
}
