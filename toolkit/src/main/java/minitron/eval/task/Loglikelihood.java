package minitron.eval.task;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.IntStream;
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
        model.loglikelihood(prompts.stream().map(Loglikelihood::constructRequest).toList());
    return IntStream.range(0, answers.size())
        .mapToObj(i -> processResults(prompts.get(i).docId(), answers.get(i)))
        .toList();
  }

  private static Request constructRequest(Prompt<Request> prompt) {
    Request doc = prompt.doc();
    return new Request(prompt.context() + doc.context(), doc.continuation());
  }

  private static Sample processResults(int docId, ScoredInstance answer) {
    Map<String, Double> scores = new LinkedHashMap<>();
    scores.put("perplexity", answer.scored().logLikelihood());
    scores.put("acc", answer.scored().greedy() ? 1.0 : 0.0);
    return new Sample(
        docId, answer.request().continuation(), List.of(answer), "none", scores, Map.of());
  }

  @Override
  public boolean refusesChat() {
    return true;
  }

  @Override
  public List<Metric> metrics() {
    return List.of(
        new Metric("perplexity", "none", false, Bootstrap::perplexity, "log-likelihood"),
        Metric.mean("acc"));
  }
}
