package minitron.eval.tasks;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import minitron.eval.ask.GeneratedInstance;
import minitron.eval.ask.GenerationConfig;
import minitron.eval.ask.LanguageModel;
import minitron.eval.ask.WithinWindow;
import minitron.eval.bfcl.CallView;
import minitron.eval.bfcl.Category;
import minitron.eval.bfcl.Checked;
import minitron.eval.bfcl.FunctionRow;
import minitron.eval.metric.Metric;
import minitron.eval.metric.Sample;
import minitron.eval.task.OutputType;
import minitron.eval.task.Prompt;
import minitron.python.PythonRepr;
import minitron.text.Row;
import minitron.text.chat.Message;

/**
 * Tasks that let the model write function calls, and compare them with the expected ones.
 *
 * @param category what a row is of
 * @param answers the split with the expected calls, in the same lines; empty if there is none
 * @param prompt from a row to the conversation that asks it
 * @param most tokens of a text, where the window has room for them
 */
public record FunctionCalls(
    Function<FunctionRow, Category> category,
    Optional<String> answers,
    Conversation prompt,
    int most)
    implements OutputType<FunctionRow> {
  /** What a document's and a task's score is called. */
  static final String ACC = "acc";

  /** Tokens of the window that stay free, as in the leaderboard's own program. */
  private static final int SPARE = 2;

  /** How a row is asked. */
  @FunctionalInterface
  public interface Conversation {
    /** The messages; the model's turn comes next. */
    List<Message> of(FunctionRow row);
  }

  @Override
  public FunctionRow read(Row row) {
    return FunctionRow.of(row);
  }

  @Override
  public FunctionRow read(Row row, Row answer) {
    return FunctionRow.of(row).with(FunctionRow.answer(answer));
  }

  @Override
  public boolean optional() {
    return true;
  }

  @Override
  public String shot(Row row) {
    throw new IllegalArgumentException(
        row.where() + " cannot stand as a solved example; ask for 0 shots.");
  }

  @Override
  public void check(String task, GenerationConfig generation, int window) {
    if (generation.chat().isEmpty()) {
      throw new IllegalArgumentException(
          task + " asks in conversations; add --apply-chat-template, in Java options().chat().");
    }
    if (generation.repeats() > 1 || !generation.greedy()) {
      throw new IllegalArgumentException(
          task + " takes the likeliest text of each document; leave out samples and temperature.");
    }
  }

  @Override
  public List<Sample> ask(List<Prompt<FunctionRow>> prompts, LanguageModel model) {
    GenerationConfig config = model.generation();
    List<String> contexts =
        prompts.stream()
            .map(one -> config.chat().orElseThrow().prompt(prompt.of(one.doc())))
            .toList();
    List<String> texts = new WithinWindow(model, config.maxGenToks(most), SPARE).generate(contexts);
    Map<String, Object> settings = config.genKwargs(List.of(), most);
    List<Sample> samples = new ArrayList<>();
    for (int i = 0; i < texts.size(); i++) {
      samples.add(sample(prompts.get(i), contexts.get(i), settings, texts.get(i)));
    }
    return samples;
  }

  private Sample sample(
      Prompt<FunctionRow> prompt, String context, Map<String, Object> settings, String text) {
    FunctionRow row = prompt.doc();
    String error = checked(row, text).verdict().errorType();
    var answer = new GeneratedInstance(context, settings, text, Optional.empty());
    return new Sample(
        prompt.docId(),
        PythonRepr.repr(row.answers()),
        List.of(answer),
        "none",
        Map.of(ACC, error.isEmpty() ? 1.0 : 0.0),
        Map.of());
  }

  private Checked checked(FunctionRow row, String text) {
    return Checked.of(category.apply(row), row.functions(), row.answers(), text);
  }

  @Override
  public List<?> details(FunctionRow row, Sample sample) {
    return sample
        .instances(GeneratedInstance.class)
        .map(answer -> new CallView(checked(row, answer.text()), row.answers()))
        .toList();
  }

  @Override
  public List<Metric> metrics() {
    return List.of(Metric.mean(ACC));
  }
}
