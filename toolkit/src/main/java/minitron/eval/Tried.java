package minitron.eval;

import java.util.List;
import minitron.eval.sandbox.Verdict;

/** A text that a model wrote, and how the program made of it ended. */
record Tried(Completion completion, Verdict verdict) implements Exchange {

  @Override
  public List<?> arguments() {
    return completion.arguments();
  }

  @Override
  public Object response() {
    return completion.response();
  }
}
