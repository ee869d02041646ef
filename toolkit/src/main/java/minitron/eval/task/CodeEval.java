package minitron.eval.task;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;
import minitron.eval.ask.GeneratedInstance;
import minitron.eval.ask.GenerationConfig;
import minitron.eval.ask.LanguageModel;
import minitron.eval.metric.Metric;
import minitron.eval.metric.PassAtK;
import minitron.eval.metric.Sample;
import minitron.sandbox.Verdict;
import minitron.text.Row;

/**
 * Tasks that let the model generate a program, and run it with the task's tests: how likely does it
 * pass?
 *
 * @param question from a row to the end of its prompt
 * @param solution from a row to its program, as a solved example has it
 * @param start from a row to what the program has before the generated text; may be empty
 * @param tests from a row to what stands below the program
 * @param until stop strings
 * @param maxGenToks tokens at most
 * @param metric the share that pass
 */
public record CodeEval(
    Function<Row, String> question,
    Function<Row, String> solution,
    Function<Row, String> start,
    Function<Row, String> tests,
    List<String> until,
    int maxGenToks,
    Metric metric)
    implements OutputType<CodeEval.Doc> {

  /** What is read of a row. */
  public record Doc(String question, String start, String tests) {
    /** The whole program that a generated text makes. */
    public String program(String text) {
      return start + text + "\n" + tests;
    }
  }

  @Override
  public Doc read(Row row) {
    return new Doc(question.apply(row), start.apply(row), tests.apply(row));
  }

  @Override
  public String shot(Row row) {
    return question.apply(row) + solution.apply(row) + "\n\n";
  }

  @Override
  public void check(String task, GenerationConfig generation, int window) {
    if (generation.runner().isEmpty()) {
      throw new IllegalArgumentException(
          task
              + " runs programs that the model writes: allow it with evaluate's --allow-code, in"
              + " Java options().allowCode(); they run in a sandbox.");
    }
    LanguageModel.checkRoom(task, generation.maxGenToks(maxGenToks), window);
  }

  @Override
  public List<Sample> ask(List<Prompt<Doc>> prompts, LanguageModel model) {
    GenerationConfig config = model.generation();
    int repeats = config.repeats();
    List<String> contexts =
        prompts.stream()
            .map(prompt -> prompt.context() + prompt.doc().question)
            .flatMap(context -> Collections.nCopies(repeats, context).stream())
            .toList();
    List<String> texts = model.generateUntil(contexts, until, config.maxGenToks(maxGenToks));
    List<String> programs =
        IntStream.range(0, texts.size())
            .mapToObj(i -> prompts.get(i / repeats).doc().program(texts.get(i)))
            .toList();
    List<Verdict> verdicts =
        config.runner().orElseThrow().run(programs, model.log(), model.progress());
    Map<String, Object> genKwargs = config.genKwargs(until, maxGenToks);
    List<GeneratedInstance> answers =
        IntStream.range(0, texts.size())
            .mapToObj(
                i ->
                    new GeneratedInstance(
                        contexts.get(i), genKwargs, texts.get(i), Optional.of(verdicts.get(i))))
            .toList();
    return IntStream.range(0, prompts.size())
        .mapToObj(
            i -> processResults(prompts.get(i), answers.subList(i * repeats, (i + 1) * repeats)))
        .toList();
  }

  private Sample processResults(Prompt<Doc> prompt, List<GeneratedInstance> own) {
    int passed = (int) own.stream().filter(one -> one.verdict().orElseThrow().passed()).count();
    Map<String, Double> scores = Map.of(metric.name(), PassAtK.of(own.size(), passed, 1));
    return new Sample(prompt.docId(), prompt.doc().tests, own, metric.filter(), scores, Map.of());
  }

  @Override
  public boolean refusesChat() {
    return true;
  }

  @Override
  public List<Metric> metrics() {
    return List.of(metric);
  }
}
