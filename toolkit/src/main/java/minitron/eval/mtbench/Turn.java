package minitron.eval.mtbench;

import java.util.List;
import java.util.Map;
import minitron.eval.metric.Instance;

/**
 * A turn and its answer.
 *
 * @param question what was asked
 * @param prompt the conversation as the model read it; empty if it could not be made
 * @param genKwargs how it was answered
 * @param text the answer
 */
public record Turn(String question, String prompt, Map<String, Object> genKwargs, String text)
    implements Instance {

  /** Without earlier answers, which are the model's own: so two models were asked the same. */
  @Override
  public List<?> arguments() {
    return List.of(question, genKwargs);
  }

  @Override
  public Object response() {
    return text;
  }
}
