package minitron.eval.task;

import java.util.List;
import minitron.eval.ask.LanguageModel;
import minitron.eval.metric.Sample;
import minitron.text.Row;

/** Asks a model one row of a task. */
public final class OneDoc {
  private OneDoc() {}

  /** The sample of a row behind a context. */
  public static Sample ask(Task task, String context, Row row, LanguageModel model) {
    return ask(task.outputType(), context, row, model);
  }

  /** The sample of a row behind a context. */
  public static <D> Sample ask(OutputType<D> type, String context, Row row, LanguageModel model) {
    return type.ask(List.of(new Prompt<>(0, context, type.read(row))), model).get(0);
  }
}
