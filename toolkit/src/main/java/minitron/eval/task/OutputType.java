package minitron.eval.task;

import java.util.List;
import minitron.eval.ask.GenerationConfig;
import minitron.eval.ask.LanguageModel;
import minitron.eval.metric.Metric;
import minitron.eval.metric.Sample;
import minitron.text.Row;

/**
 * How a task asks a model and judges its answers, as the harness's {@code output_type}; a task's
 * file makes one from small functions.
 *
 * @param <D> what is read of a row, once
 */
public interface OutputType<D> {

  /** Reads a row, and refuses one that does not fit, with file, line and field. */
  D read(Row row);

  /** Refuses what the harness accepts of every document but the first. */
  default void checkFirst(Row row, D doc) {}

  /** A row as a solved example, with the delimiter after it. */
  String shot(Row row);

  /** Asks every document and judges the answers: a sample a document and filter, in order. */
  List<Sample> ask(List<Prompt<D>> prompts, LanguageModel model);

  /**
   * Refuses a way to generate, or a window of so many tokens, that the task has no use for: before
   * any document is asked.
   *
   * @throws IllegalArgumentException in one sentence
   */
  default void check(String task, GenerationConfig generation, int window) {}

  /** What {@link #ask} measures, in the harness's order. */
  List<Metric> metrics();
}
