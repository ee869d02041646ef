package minitron;

import minitron.eval.Benchmark;
import minitron.eval.Catalog;
import minitron.eval.Group;
import minitron.eval.Task;

/** The tasks of lm-evaluation-harness, by its names. */
public final class Tasks {
  /** WinoGrande by partial scoring; the paper uses 5 shots. */
  public static final Task WINOGRANDE = Catalog.WINOGRANDE;

  /** ARC, the challenge set; the paper uses 25 shots and acc_norm. */
  public static final Task ARC_CHALLENGE = Catalog.ARC_CHALLENGE;

  /** HellaSwag; the paper uses 10 shots and acc_norm. */
  public static final Task HELLASWAG = Catalog.HELLASWAG;

  /** TruthfulQA with one right answer; always without shots. */
  public static final Task TRUTHFULQA_MC1 = Catalog.TRUTHFULQA_MC1;

  /** TruthfulQA by the probability of all right answers; always without shots. */
  public static final Task TRUTHFULQA_MC2 = Catalog.TRUTHFULQA_MC2;

  /** GSM8K, read in both of the harness's ways; the paper uses 5 shots. */
  public static final Task GSM8K = Catalog.GSM8K;

  /** LAMBADA, the last word of a passage; without shots. */
  public static final Task LAMBADA_OPENAI = Catalog.LAMBADA_OPENAI;

  /** MBPP: programs, which must be allowed to run; the paper uses no shots. */
  public static final Task MBPP = Catalog.MBPP;

  /** MBPP with the prompt of bigcode-evaluation-harness. */
  public static final Task MBPP_BIGCODE = Catalog.MBPP_BIGCODE;

  /** HumanEval: programs; the paper writes 20 of each at temperature 0.2 and top-p 0.95. */
  public static final Task HUMANEVAL = Catalog.HUMANEVAL;

  /** HumanEval with the prompt of bigcode-evaluation-harness. */
  public static final Task HUMANEVAL_BIGCODE = Catalog.HUMANEVAL_BIGCODE;

  /** MMLU, 57 subjects in four groups; the paper uses 5 shots. */
  public static final Group MMLU = Catalog.MMLU;

  private Tasks() {}

  /** A task, a group or a subject of MMLU by the harness's name: {@code mmlu_astronomy}. */
  public static Benchmark named(String name, int shots) {
    return Catalog.benchmark(name, shots);
  }

  /** A task and its shots as a command line has them: {@code winogrande=5}. */
  public static Benchmark parse(String text) {
    String[] parts = text.split("=", -1);
    try {
      if (parts.length > 2) {
        throw new NumberFormatException(text);
      }
      return named(parts[0], parts.length == 1 ? 0 : Integer.parseInt(parts[1]));
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          "'" + text + "' names no task with shots: write winogrande=5.", e);
    }
  }
}
