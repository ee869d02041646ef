package minitron.eval.tasks;

import minitron.eval.mtbench.TwoTurns;
import minitron.eval.task.Task;

/**
 * MT-Bench: 80 questions of two turns, whose answers a judge rates from 1 to 10.
 *
 * <p>Rows of {@code question}: {@code question_id}, {@code category} and {@code turns}. Beside them
 * {@code judge_prompts} and {@code reference_answer/gpt-4}, as FastChat has them.
 */
public final class MtBench {
  public static final Task TASK =
      Task.of("mt_bench", 1.0, "mt_bench", "question", null, new TwoTurns(1024));

  private MtBench() {}
}
