package minitron.eval.task;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import minitron.eval.ask.LanguageModel;
import minitron.eval.ask.Request;
import minitron.eval.ask.ScoredInstance;
import minitron.eval.metric.Metric;
import minitron.eval.metric.Sample;
import minitron.text.Row;

/**
 * Tasks that score every choice of a document by its log-likelihood.
 *
 * @param reader from a row to its choices
 * @param rules how a document is judged, in the harness's order
 */
public record MultipleChoice(Function<Row, Choices> reader, List<ChoiceMetric> rules)
    implements OutputType<Choices> {

  @Override
  public Choices read(Row row) {
    return reader.apply(row);
  }

  @Override
  public String shot(Row row) {
    return read(row)
        .solved()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    row.where()
                        + " names none of its choices as right, so it cannot be a solved example; correct that line or take it out."));
  }

  /** The harness looks at the right choice of its first document, and at every choice's start. */
  @Override
  public void checkFirst(Row row, Choices doc) {
    if (doc.target() instanceof Number index && !doc.hasIndex(index)) {
      throw new IllegalArgumentException(
          "%s: the right choice has index %s, but there are %d choices, counted from 0; correct that line or take it out."
              .formatted(row.where(), index, doc.all().size()));
    }
    if (doc.all().stream().anyMatch(choice -> choice.text().isEmpty())) {
      throw new IllegalArgumentException(
          row.where() + " has a choice without text; correct that line or take it out.");
    }
  }

  @Override
  public List<Sample> ask(List<Prompt<Choices>> prompts, LanguageModel model) {
    List<ScoredInstance> answers =
        model.loglikelihood(prompts.stream().flatMap(MultipleChoice::constructRequests).toList());
    List<Sample> samples = new ArrayList<>();
    int from = 0;
    for (Prompt<Choices> prompt : prompts) {
      int to = from + prompt.doc().all().size();
      samples.add(processResults(prompt, answers.subList(from, to)));
      from = to;
    }
    return samples;
  }

  private static Stream<Request> constructRequests(Prompt<Choices> prompt) {
    return prompt.doc().all().stream()
        .map(choice -> new Request(prompt.context() + choice.context(), choice.continuation()));
  }

  private Sample processResults(Prompt<Choices> prompt, List<ScoredInstance> answers) {
    Choices doc = prompt.doc();
    List<Double> likelihoods = answers.stream().map(a -> a.scored().logLikelihood()).toList();
    Map<String, Double> scores = new LinkedHashMap<>();
    Map<String, Double> chances = new LinkedHashMap<>();
    for (ChoiceMetric metric : rules) {
      scores.put(metric.name(), metric.rule().score(doc.all(), likelihoods));
      chances.put(metric.name(), metric.chance().applyAsDouble(doc.all()));
    }
    return new Sample(prompt.docId(), doc.target(), answers, "none", scores, chances);
  }

  @Override
  public boolean refusesChat() {
    return true;
  }

  @Override
  public List<Metric> metrics() {
    return rules.stream().map(rule -> Metric.mean(rule.name())).toList();
  }
}
