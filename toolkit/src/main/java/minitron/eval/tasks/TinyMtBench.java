package minitron.eval.tasks;

import java.util.Map;
import minitron.eval.ask.Judge;
import minitron.eval.mtbench.TwoTurns;
import minitron.eval.task.Task;
import minitron.python.PythonText;

/**
 * Two turns about a tale of TinyWorld, rated by rules that know its facts. Rows as {@link
 * MtBench}'s.
 */
public final class TinyMtBench {
  /** Who rates, as results say it. */
  public static final String JUDGE = "TinyWorld's own rules (not MT-Bench)";

  public static final Task TASK =
      Task.of(
          "tinyworld_mt_bench",
          1.0,
          "mt_bench",
          "tinyworld",
          null,
          new TwoTurns(48).judgedBy(Judge.rule(JUDGE, asked -> rating(asked.fields()))));

  private TinyMtBench() {}

  /** 10 for the right answer alone, 5 if it stands among other words, else 1. */
  private static String rating(Map<String, String> fields) {
    String turn = fields.containsKey("answer_2") ? "_2" : "_1";
    String answer = PythonText.strip(fields.get("answer" + turn));
    String right = fields.get("ref_answer" + turn);
    return answer.equals(right) ? "[[10]]" : answer.contains(right) ? "[[5]]" : "[[1]]";
  }
}
