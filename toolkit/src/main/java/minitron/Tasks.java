package minitron;

import minitron.eval.task.Benchmark;
import minitron.eval.task.ChoiceTask;
import minitron.eval.tasks.Catalog;

/**
 * The tasks of lm-evaluation-harness, by its names, and those that it does not have: {@code xlsum},
 * {@code mbpp_bigcode}, {@code humaneval_bigcode}, {@code mt_bench} and {@code chatrag}, whose
 * names and versions are the toolkit's own.
 */
public final class Tasks {
  /** WinoGrande by partial scoring; the paper uses 5 shots. */
  public static final Benchmark WINOGRANDE = named("winogrande", 0);

  /** ARC, the challenge set; the paper uses 25 shots and acc_norm. */
  public static final Benchmark ARC_CHALLENGE = named("arc_challenge", 0);

  /** HellaSwag; the paper uses 10 shots and acc_norm. */
  public static final Benchmark HELLASWAG = named("hellaswag", 0);

  /** TruthfulQA with one right answer; always without shots. */
  public static final Benchmark TRUTHFULQA_MC1 = named("truthfulqa_mc1", 0);

  /** TruthfulQA by the probability of all right answers; always without shots. */
  public static final Benchmark TRUTHFULQA_MC2 = named("truthfulqa_mc2", 0);

  /** GSM8K, read in both of the harness's ways; the paper uses 5 shots. */
  public static final Benchmark GSM8K = named("gsm8k", 0);

  /** LAMBADA, the last word of a passage; without shots. */
  public static final Benchmark LAMBADA_OPENAI = named("lambada_openai", 0);

  /**
   * XL-Sum in English by ROUGE-L; the paper uses 3 shots and the first fifth of the documents. The
   * harness has no such task, so the prompt is the toolkit's own.
   */
  public static final Benchmark XLSUM = named("xlsum", 0);

  /** MBPP: programs, which must be allowed to run; the paper uses no shots, the harness 3. */
  public static final Benchmark MBPP = named("mbpp", 0);

  /** MBPP with the prompt of bigcode-evaluation-harness, under a name of the toolkit's own. */
  public static final Benchmark MBPP_BIGCODE = named("mbpp_bigcode", 0);

  /** HumanEval: programs; the paper writes 20 of each at temperature 0.2 and top-p 0.95. */
  public static final Benchmark HUMANEVAL = named("humaneval", 0);

  /** HumanEval with the prompt of bigcode-evaluation-harness, under a name of the toolkit's own. */
  public static final Benchmark HUMANEVAL_BIGCODE = named("humaneval_bigcode", 0);

  /** IFEval: requests whose instructions programs check, strictly and loosely; without shots. */
  public static final Benchmark IFEVAL = named("ifeval", 0);

  /** MT-Bench: 80 conversations of two turns, which a judge rates; needs a chat template. */
  public static final Benchmark MT_BENCH = named("mt_bench", 0);

  /** ChatRAG-Bench: answers from passages, ten data sets and their mean. */
  public static final Benchmark CHATRAG = named("chatrag", 0);

  /** MMLU, 57 subjects in four groups; the paper uses 5 shots. */
  public static final Benchmark MMLU = named("mmlu", 0);

  /**
   * BFCL, function calls that are read and compared: every offline category whose file is there.
   */
  public static final Benchmark BFCL = named("bfcl", 0);

  private Tasks() {}

  /**
   * A task of your own: say its data, how a row becomes a question, choices and the right one's
   * index, then run it as any other, {@code task.shots(5)}.
   */
  public static ChoiceTask multipleChoice(String name) {
    return ChoiceTask.named(name);
  }

  /**
   * A task, a group or one of its tasks by its name: {@code mmlu_astronomy}, {@code bfcl_parallel}.
   */
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
          "'" + text + "' names no task with shots; write a name and a number, e.g. winogrande=5.",
          e);
    }
  }
}
