package minitron.eval.tasks;

import minitron.eval.ask.Request;
import minitron.eval.task.Loglikelihood;
import minitron.eval.task.Task;
import minitron.text.Row;

/**
 * LAMBADA, as OpenAI prepared it: does the model foresee the last word of a passage?
 *
 * <p>Rows: {@code text}. The word is what follows the last space; line breaks stay in it.
 */
public final class Lambada {
  public static final Task TASK =
      Task.of("lambada_openai", 1.0, "lambada", "test", null, new Loglikelihood(Lambada::question));

  private Lambada() {}

  private static Request question(Row row) {
    String text = row.text("text");
    int space = text.lastIndexOf(' ');
    return new Request(text.substring(0, Math.max(0, space)), " " + text.substring(space + 1));
  }
}
