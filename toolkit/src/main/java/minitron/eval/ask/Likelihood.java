package minitron.eval.ask;

import java.util.List;
import minitron.eval.metric.Exchange;
import minitron.infer.Scored;

/** A question in words with the model's answer. */
public record Likelihood(Question question, Scored scored) implements Exchange {

  @Override
  public List<String> arguments() {
    return List.of(question.context(), question.continuation());
  }

  @Override
  public List<Object> response() {
    return List.of(scored.logLikelihood(), scored.greedy());
  }
}
