package minitron.eval.ask;

import java.util.List;
import minitron.eval.metric.Instance;
import minitron.infer.Scored;

/** A loglikelihood request with the model's answer. */
public record ScoredInstance(Request request, Scored scored) implements Instance {

  @Override
  public List<String> arguments() {
    return List.of(request.context(), request.continuation());
  }

  @Override
  public List<Object> response() {
    return List.of(scored.logLikelihood(), scored.greedy());
  }
}
