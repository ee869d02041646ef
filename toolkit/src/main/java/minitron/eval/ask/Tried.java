package minitron.eval.ask;

import java.util.List;
import minitron.eval.metric.Exchange;
import minitron.sandbox.Verdict;

/** A text that a model wrote, and how the program made of it ended. */
public record Tried(Completion completion, Verdict verdict) implements Exchange {

  @Override
  public List<?> arguments() {
    return completion.arguments();
  }

  @Override
  public Object response() {
    return completion.response();
  }
}
