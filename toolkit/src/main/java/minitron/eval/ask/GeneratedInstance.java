package minitron.eval.ask;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import minitron.eval.metric.Instance;
import minitron.sandbox.Verdict;

/**
 * A prompt and what the model generated after it.
 *
 * @param genKwargs how it was generated, as the harness logs it
 * @param text up to the first stop
 * @param verdict how the program made of the text ended; empty where none was run
 */
public record GeneratedInstance(
    String context, Map<String, Object> genKwargs, String text, Optional<Verdict> verdict)
    implements Instance {

  @Override
  public List<?> arguments() {
    return List.of(context, genKwargs);
  }

  @Override
  public Object response() {
    return text;
  }
}
