package minitron.eval.task;

import java.util.List;
import minitron.eval.ask.TextModel;
import minitron.eval.metric.Measure;
import minitron.eval.metric.Sample;
import minitron.text.Row;

/** How a task asks a model and judges its answers; a task's file makes one from small functions. */
public interface Kind {

  /** A row as a solved example, with the delimiter after it. */
  String shot(Row row);

  /** Reads a row and refuses one that does not fit, with file, line and field. */
  default void read(Row row) {
    shot(row);
  }

  /** Asks every prompt and judges the answers: a sample a document and filter, in order. */
  List<Sample> ask(List<Prompt> prompts, TextModel model);

  /**
   * Refuses a model, or a way to let it write, that the task has no use for: before any is asked.
   *
   * @throws IllegalArgumentException in one sentence
   */
  default void check(String task, TextModel model) {}

  /** What {@link #ask} measures, in the harness's order. */
  List<Measure> measures();
}
