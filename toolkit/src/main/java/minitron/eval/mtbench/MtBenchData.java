package minitron.eval.mtbench;

import java.util.function.Function;
import minitron.text.ItemSplit;

/** The files of MT-Bench besides its questions. */
public final class MtBenchData {
  private MtBenchData() {}

  /**
   * What a judge is asked.
   *
   * @param splits reads a file of the data set by its name without ending
   */
  public static JudgePrompts prompts(Function<String, ItemSplit> splits) {
    return JudgePrompts.of(
        splits.apply("judge_prompts").rows(), splits.apply("reference_answer/gpt-4").rows());
  }
}
