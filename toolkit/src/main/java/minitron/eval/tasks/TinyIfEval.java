package minitron.eval.tasks;

import minitron.eval.task.FollowInstructions;
import minitron.eval.task.Task;

/** IFEval's checkers on TinyWorld's rows, whose answers are short; schema as {@link IfEval}'s. */
public final class TinyIfEval {
  public static final Task TASK =
      Task.of(
          "tinyworld_ifeval",
          1.0,
          "ifeval",
          "tinyworld",
          null,
          new FollowInstructions(IfEval::doc, 48));

  private TinyIfEval() {}
}
