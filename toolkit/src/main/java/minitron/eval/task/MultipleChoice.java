package minitron.eval.task;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import minitron.eval.ask.Likelihood;
import minitron.eval.ask.Question;
import minitron.eval.ask.TextModel;
import minitron.eval.metric.Measure;
import minitron.eval.metric.Sample;
import minitron.text.Row;

/**
 * Tasks that score every choice of a document by its log-likelihood.
 *
 * @param reader from a row to its choices
 * @param metrics how a document is judged, in the harness's order
 */
public record MultipleChoice(Function<Row, Choices> reader, List<ChoiceMetric> metrics)
    implements Kind {

  /** Keeps the metrics as they are now. */
  public MultipleChoice {
    metrics = List.copyOf(metrics);
  }

  @Override
  public String shot(Row row) {
    return reader.apply(row).solved();
  }

  @Override
  public void read(Row row) {
    var unused = reader.apply(row);
  }

  @Override
  public List<Sample> ask(List<Prompt> prompts, TextModel model) {
    List<Choices> documents = prompts.stream().map(p -> reader.apply(p.row())).toList();
    List<Question> questions = new ArrayList<>();
    for (int i = 0; i < documents.size(); i++) {
      String before = prompts.get(i).before();
      for (Choice choice : documents.get(i).all()) {
        questions.add(new Question(before + choice.context(), choice.continuation()));
      }
    }
    List<Likelihood> answers = model.score(questions);
    List<Sample> samples = new ArrayList<>();
    int from = 0;
    for (int i = 0; i < documents.size(); i++) {
      int to = from + documents.get(i).all().size();
      samples.add(judge(prompts.get(i).document(), documents.get(i), answers.subList(from, to)));
      from = to;
    }
    return samples;
  }

  @Override
  public List<Measure> measures() {
    return metrics.stream().map(metric -> Measure.mean(metric.name())).toList();
  }

  private Sample judge(int document, Choices choices, List<Likelihood> answers) {
    List<Double> likelihoods = answers.stream().map(a -> a.scored().logLikelihood()).toList();
    Map<String, Double> scores = new LinkedHashMap<>();
    Map<String, Double> chances = new LinkedHashMap<>();
    for (ChoiceMetric metric : metrics) {
      scores.put(metric.name(), metric.rule().score(choices.all(), likelihoods));
      chances.put(metric.name(), metric.chance().applyAsDouble(choices.all()));
    }
    return new Sample(document, choices.target(), List.copyOf(answers), "none", scores, chances);
  }
}
