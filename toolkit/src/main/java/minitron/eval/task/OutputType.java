package minitron.eval.task;

import java.util.List;
import java.util.Optional;
import minitron.eval.ask.GenerationConfig;
import minitron.eval.ask.LanguageModel;
import minitron.eval.metric.Metric;
import minitron.eval.metric.Sample;
import minitron.eval.metric.Score;
import minitron.text.ItemSplit;
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

  /** A split whose rows belong to those that are asked, line by line; mostly there is none. */
  default Optional<String> answers() {
    return Optional.empty();
  }

  /** Reads a row with that of {@link #answers}. */
  default D read(Row row, Row answer) {
    return read(row);
  }

  /** Whether a group is also reported without this task, where its file is not there. */
  default boolean optional() {
    return false;
  }

  /** What a notebook shows of a judged document besides its text; mostly nothing. */
  default List<?> details(D doc, Sample sample) {
    return List.of();
  }

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

  /** How a text that was written for a document is judged; empty where there are no parts. */
  default Optional<Breakdown> breakdown(D doc, String text) {
    return Optional.empty();
  }

  /** The same with what else it needs of its data set. */
  default OutputType<D> with(Data data, GenerationConfig generation) {
    return this;
  }

  /** A task's data set. */
  interface Data {
    /** Whether a split is there. */
    boolean has(String split);

    /** The rows of a split. */
    ItemSplit split(String name);
  }

  /**
   * Where the data is to be had, in words, for a task that is left out of its group where its data
   * is not there; empty for one that is not.
   */
  default Optional<String> source() {
    return Optional.empty();
  }

  /** What must be said beside the scores: the variant, the judge, what has no score. */
  default List<String> notes(List<Sample> samples, GenerationConfig generation) {
    return List.of();
  }

  /** The metrics over all samples; one that no sample has a value of has none. */
  default List<Score> scores(List<Sample> samples) {
    return metrics().stream().map(metric -> Score.of(metric, metric.values(samples))).toList();
  }

  /**
   * Whether its questions cannot go through a chat template: those that compare the probabilities
   * of given answers.
   */
  default boolean refusesChat() {
    return false;
  }

  /** What {@link #ask} measures, in the harness's order. */
  List<Metric> metrics();
}
