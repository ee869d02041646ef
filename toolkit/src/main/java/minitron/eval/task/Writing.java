package minitron.eval.task;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import minitron.eval.ask.Completion;
import minitron.eval.ask.Conduct;
import minitron.eval.ask.TextModel;
import minitron.eval.metric.Estimate;
import minitron.eval.metric.Measure;
import minitron.eval.metric.Sample;
import minitron.text.Row;

/**
 * Tasks that let the model write an answer and compare it with the right one.
 *
 * @param question from a row to the end of its prompt
 * @param answer from a row to its right answer
 * @param until where writing stops
 * @param most tokens at most
 * @param metric the name of what {@code judge} gives
 * @param judge from what was read in the answer, and the right answer, to a score
 * @param aggregation from the documents' scores to the task's
 * @param readings how an answer is read, each giving results of its own
 */
public record Writing(
    Function<Row, String> question,
    Function<Row, String> answer,
    List<String> until,
    int most,
    String metric,
    Judge judge,
    Function<List<Double>, Estimate> aggregation,
    List<Reading> readings)
    implements Kind {

  /** Tasks whose score is the mean over their documents. */
  public Writing(
      Function<Row, String> question,
      Function<Row, String> answer,
      List<String> until,
      int most,
      String metric,
      Judge judge,
      List<Reading> readings) {
    this(question, answer, until, most, metric, judge, Estimate::mean, readings);
  }

  /** Keeps the lists as they are now. */
  public Writing {
    until = List.copyOf(until);
    readings = List.copyOf(readings);
  }

  /** Compares an answer with the right one. */
  @FunctionalInterface
  public interface Judge {
    /** The score of a document. */
    double score(String read, String right);
  }

  /**
   * What counts in an answer.
   *
   * @param name the harness's filter
   */
  public record Reading(String name, Function<String, String> read) {}

  @Override
  public String shot(Row row) {
    return question.apply(row) + " " + answer.apply(row) + "\n\n";
  }

  @Override
  public List<Sample> ask(List<Prompt> prompts, TextModel model) {
    List<String> contexts =
        prompts.stream().map(prompt -> prompt.before() + question.apply(prompt.row())).toList();
    List<String> texts = model.write(contexts, until, model.conduct().most(most));
    Map<String, Object> settings = settings(model.conduct());
    List<Sample> samples = new ArrayList<>();
    for (Reading reading : readings) {
      for (int i = 0; i < texts.size(); i++) {
        String right = answer.apply(prompts.get(i).row());
        double score = judge.score(reading.read.apply(texts.get(i)), right);
        samples.add(
            new Sample(
                prompts.get(i).document(),
                right,
                List.of(new Completion(contexts.get(i), settings, texts.get(i))),
                reading.name,
                Map.of(metric, score)));
      }
    }
    return samples;
  }

  private Map<String, Object> settings(Conduct conduct) {
    Map<String, Object> settings = conduct.settings(until, most);
    settings.putIfAbsent("temperature", 0.0);
    return settings;
  }

  @Override
  public void check(String task, TextModel model) {
    if (model.conduct().samples() > 1) {
      throw new IllegalArgumentException(
          task
              + " reads one text a document, not "
              + model.conduct().samples()
              + "; ask for several with humaneval or mbpp, in a run of their own.");
    }
    model.checkRoom(task, model.conduct().most(most));
  }

  @Override
  public List<Measure> measures() {
    return readings.stream()
        .map(reading -> new Measure(metric, reading.name, true, aggregation))
        .toList();
  }
}
