package minitron.eval.task;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import minitron.eval.ask.Completion;
import minitron.eval.ask.Conduct;
import minitron.eval.ask.Programs;
import minitron.eval.ask.TextModel;
import minitron.eval.ask.Tried;
import minitron.eval.metric.Measure;
import minitron.eval.metric.PassAtK;
import minitron.eval.metric.Sample;
import minitron.sandbox.Verdict;
import minitron.text.Row;

/**
 * Tasks that let the model write a program, and run it with the task's tests: how likely does it
 * pass?
 *
 * @param question from a row to the end of its prompt
 * @param solution from a row to its program, as a solved example has it
 * @param start from a row to what the program has before the written text; may be empty
 * @param tests from a row to what stands below the program
 * @param until where writing stops
 * @param most tokens at most
 * @param measure the share that pass
 */
public record Programming(
    Function<Row, String> question,
    Function<Row, String> solution,
    Function<Row, String> start,
    Function<Row, String> tests,
    List<String> until,
    int most,
    Measure measure)
    implements Kind {

  /** Keeps the list as it is now. */
  public Programming {
    until = List.copyOf(until);
  }

  @Override
  public String shot(Row row) {
    return question.apply(row) + solution.apply(row) + "\n\n";
  }

  @Override
  public void read(Row row) {
    var unused = question.apply(row) + program(row, "");
  }

  @Override
  public void check(String task, TextModel model) {
    if (model.conduct().programs().isEmpty()) {
      throw new IllegalArgumentException(
          task
              + " runs programs that the model writes: allow it with evaluate's --allow-code, in"
              + " Java options().allowCode(); they run in a sandbox.");
    }
    model.checkRoom(task, model.conduct().most(most));
  }

  @Override
  public List<Sample> ask(List<Prompt> prompts, TextModel model) {
    Conduct conduct = model.conduct();
    Programs runner = conduct.programs().orElseThrow();
    int times = conduct.samples();
    List<String> contexts = new ArrayList<>();
    for (Prompt prompt : prompts) {
      String context = prompt.before() + question.apply(prompt.row());
      contexts.addAll(Collections.nCopies(times, context));
    }
    List<String> texts = model.write(contexts, until, conduct.most(most));
    List<String> programs = new ArrayList<>();
    for (int i = 0; i < texts.size(); i++) {
      programs.add(program(prompts.get(i / times).row(), texts.get(i)));
    }
    List<Verdict> verdicts = runner.run(programs, model.log());
    Map<String, Object> settings = conduct.settings(until, most);
    List<Tried> tried = new ArrayList<>();
    for (int i = 0; i < texts.size(); i++) {
      var completion = new Completion(contexts.get(i), settings, texts.get(i));
      tried.add(new Tried(completion, verdicts.get(i)));
    }
    List<Sample> samples = new ArrayList<>();
    for (int i = 0; i < prompts.size(); i++) {
      samples.add(judge(prompts.get(i), List.copyOf(tried.subList(i * times, (i + 1) * times))));
    }
    return samples;
  }

  /** The whole program that a written text makes. */
  public String program(Row row, String text) {
    return start.apply(row) + text + "\n" + tests.apply(row);
  }

  private Sample judge(Prompt prompt, List<Tried> tried) {
    int passed = (int) tried.stream().filter(one -> one.verdict().passed()).count();
    double score = PassAtK.of(tried.size(), passed, 1);
    return new Sample(
        prompt.document(),
        tests.apply(prompt.row()),
        tried,
        measure.filter(),
        Map.of(measure.name(), score));
  }

  @Override
  public List<Measure> measures() {
    return List.of(measure);
  }
}
