package minitron.eval.task;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import minitron.eval.ask.Likelihood;
import minitron.eval.ask.Question;
import minitron.eval.ask.TextModel;
import minitron.eval.metric.Bootstrap;
import minitron.eval.metric.Measure;
import minitron.eval.metric.Sample;
import minitron.text.Row;

/**
 * Tasks that score one continuation a document: its perplexity, and whether it is what the model
 * would have said.
 *
 * @param reader from a row to what is asked
 */
public record Foretelling(Function<Row, Question> reader) implements Kind {

  @Override
  public String shot(Row row) {
    Question question = reader.apply(row);
    return question.context() + question.continuation() + "\n\n";
  }

  @Override
  public List<Sample> ask(List<Prompt> prompts, TextModel model) {
    List<Question> questions = new ArrayList<>();
    for (Prompt prompt : prompts) {
      Question own = reader.apply(prompt.row());
      questions.add(new Question(prompt.before() + own.context(), own.continuation()));
    }
    List<Likelihood> answers = model.score(questions);
    List<Sample> samples = new ArrayList<>();
    for (int i = 0; i < answers.size(); i++) {
      Likelihood answer = answers.get(i);
      Map<String, Double> scores = new LinkedHashMap<>();
      scores.put("perplexity", answer.scored().logLikelihood());
      scores.put("acc", answer.scored().greedy() ? 1.0 : 0.0);
      samples.add(
          new Sample(
              prompts.get(i).document(),
              answer.question().continuation(),
              List.of(answer),
              "none",
              scores));
    }
    return samples;
  }

  @Override
  public List<Measure> measures() {
    return List.of(
        new Measure("perplexity", "none", false, Bootstrap::perplexity, "log-likelihood"),
        Measure.mean("acc"));
  }
}
