package minitron.eval.ask;

import java.util.List;
import java.util.Map;
import minitron.eval.metric.Exchange;

/**
 * A prompt and what the model wrote after it.
 *
 * @param settings of the writing, as the harness logs them
 * @param text up to the first stop
 */
public record Completion(String context, Map<String, Object> settings, String text)
    implements Exchange {

  @Override
  public List<?> arguments() {
    return List.of(context, settings);
  }

  @Override
  public Object response() {
    return text;
  }
}
