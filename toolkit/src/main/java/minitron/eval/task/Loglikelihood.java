package minitron.eval.task;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import minitron.eval.ask.LanguageModel;
import minitron.eval.ask.Request;
import minitron.eval.ask.ScoredInstance;
import minitron.eval.metric.Bootstrap;
import minitron.eval.metric.Metric;
import minitron.eval.metric.Sample;
import minitron.text.Row;

/**
 * Tasks that score one continuation a document: its perplexity, and whether greedy decoding gives
 * it.
 *
 * @param reader from a row to what is asked
 */
public record Loglikelihood(Function<Row, Request> reader) implements OutputType<Request> {

  @Override
  public Request read(Row row) {
    return reader.apply(row);
  }

  @Override
  public String shot(Row row) {
    Request request = read(row);
    return request.context() + request.continuation() + "\n\n";
  }

  @Override
  public List<Sample> ask(List<Prompt<Request>> prompts, LanguageModel model) {
    List<ScoredInstance> answers =
        model.loglikelihood(prompts.stream().map(p -> p.doc().after(p.context())).toList());
    List<Sample> samples = new ArrayList<>();
    for (int i = 0; i < answers.size(); i++) {
      samples.add(judge(prompts.get(i).docId(), answers.get(i)));
    }
    return samples;
  }

  private static Sample judge(int docId, ScoredInstance answer) {
    Map<String, Double> scores = new LinkedHashMap<>();
    scores.put("perplexity", answer.scored().logLikelihood());
    scores.put("acc", answer.scored().greedy() ? 1.0 : 0.0);
    return new Sample(docId, answer.request().continuation(), List.of(answer), "none", scores);
  }

  @Override
  public List<Metric> metrics() {
    return List.of(
        new Metric("perplexity", "none", false, Bootstrap::perplexity, "log-likelihood"),
        Metric.mean("acc"));
  }
}
