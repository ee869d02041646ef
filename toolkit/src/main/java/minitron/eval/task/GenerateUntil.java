package minitron.eval.task;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;
import minitron.eval.ask.GeneratedInstance;
import minitron.eval.ask.GenerationConfig;
import minitron.eval.ask.LanguageModel;
import minitron.eval.metric.Estimate;
import minitron.eval.metric.Metric;
import minitron.eval.metric.Sample;
import minitron.text.Row;
import minitron.text.chat.Message;

/**
 * Tasks that let the model generate an answer and compare it with the target.
 *
 * @param question from a row to the end of its prompt
 * @param answer from a row to its target
 * @param until stop strings
 * @param maxGenToks tokens at most
 * @param metric the name of what {@code judge} gives
 * @param judge from a filtered answer and the target to a score
 * @param aggregation from the documents' scores to the task's
 * @param filters what counts in an answer, each giving results of its own
 */
public record GenerateUntil(
    Function<Row, String> question,
    Function<Row, String> answer,
    List<String> until,
    int maxGenToks,
    String metric,
    Judge judge,
    Function<List<Double>, Estimate> aggregation,
    List<Filter> filters)
    implements OutputType<GenerateUntil.Doc> {

  /** Keeps the lists as they are now. */
  public GenerateUntil {
    until = List.copyOf(until);
    filters = List.copyOf(filters);
  }

  /** What is read of a row. */
  public record Doc(String question, String target) {}

  /** Compares an answer with the target. */
  @FunctionalInterface
  public interface Judge {
    /** The score of a document. */
    double score(String filtered, String target);
  }

  /**
   * What counts in an answer.
   *
   * @param name the harness's
   */
  public record Filter(String name, Function<String, String> apply) {}

  @Override
  public Doc read(Row row) {
    return new Doc(question.apply(row), answer.apply(row));
  }

  @Override
  public String shot(Row row) {
    String target = answer.apply(row);
    // The harness leaves out both delimiters where the target is an empty text.
    return question.apply(row) + (target.isEmpty() ? "" : " " + target + "\n\n");
  }

  @Override
  public List<Sample> ask(List<Prompt<Doc>> prompts, LanguageModel model) {
    GenerationConfig config = model.generation();
    List<String> contexts = prompts.stream().map(p -> context(p, config)).toList();
    List<String> texts = model.generateUntil(contexts, until, config.maxGenToks(maxGenToks));
    Map<String, Object> genKwargs = config.genKwargs(until, maxGenToks);
    genKwargs.putIfAbsent("temperature", 0.0);
    List<GeneratedInstance> answers =
        IntStream.range(0, texts.size())
            .mapToObj(
                i ->
                    new GeneratedInstance(
                        contexts.get(i), genKwargs, texts.get(i), Optional.empty()))
            .toList();
    List<Sample> samples = new ArrayList<>();
    for (Filter filter : filters) {
      for (int i = 0; i < answers.size(); i++) {
        samples.add(processResults(filter, prompts.get(i), answers.get(i)));
      }
    }
    return samples;
  }

  /** As the harness does without fewshot_as_multiturn, all of it is what one user says. */
  private static String context(Prompt<Doc> prompt, GenerationConfig config) {
    String context = prompt.context() + prompt.doc().question;
    return config
        .chat()
        .map(chat -> chat.prompt(List.of(Message.of("user", context))))
        .orElse(context);
  }

  private Sample processResults(Filter filter, Prompt<Doc> prompt, GeneratedInstance answer) {
    String target = prompt.doc().target;
    Map<String, Double> scores =
        Map.of(metric, judge.score(filter.apply.apply(answer.text()), target));
    return new Sample(prompt.docId(), target, List.of(answer), filter.name, scores, Map.of());
  }

  @Override
  public void check(String task, GenerationConfig generation, int window) {
    LanguageModel.checkOneText(task, generation, maxGenToks, window);
  }

  @Override
  public List<Metric> metrics() {
    return filters.stream()
        .map(filter -> new Metric(metric, filter.name, true, aggregation))
        .toList();
  }
}
