package minitron.eval.task;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import minitron.text.Row;

/**
 * A multiple-choice task in the making. What is not said stays plain: version 1, no description, no
 * solved examples, {@code acc}.
 *
 * <pre>{@code
 * var proverbs = Tasks.multipleChoice("proverbs")
 *     .data("proverbs", "test")                     // DIR/proverbs/test.jsonl is asked,
 *     .examples("train")                            // solved ones are drawn from train.jsonl
 *     .question(row -> "Proverb: " + row.text("start") + "\nIts end:")
 *     .choices(row -> row.texts("ends"))
 *     .right(row -> row.whole("answer"))            // counted from 0
 *     .metrics("acc", "acc_norm");
 * Harness.evaluate(model, items, proverbs.shots(3));
 * }</pre>
 */
public final class ChoiceTask {
  private final String name;
  private String alias;
  private double version = 1;
  private String description = "";
  private String dataset;
  private String split;
  private ShotSource examples;
  private Function<Row, String> question;
  private Function<Row, List<String>> choices;
  private ToIntFunction<Row> right;
  private Function<Row, Choices> asked;
  private List<ChoiceMetric> metrics = List.of(ChoiceMetric.ACC);

  private ChoiceTask(String name) {
    this.name = name;
    this.alias = name;
  }

  /** Begins a task; results are kept by its name. */
  public static ChoiceTask named(String name) {
    return new ChoiceTask(name);
  }

  /** What tables call the task, if not by its name. */
  public ChoiceTask alias(String shown) {
    alias = shown;
    return this;
  }

  /** The version: scores of other versions do not compare. */
  public ChoiceTask version(double number) {
    version = number;
    return this;
  }

  /** What every prompt begins with, the blank line after it included. */
  public ChoiceTask description(String text) {
    description = text;
    return this;
  }

  /** What is asked: {@code DIR/<folder>/<file>.jsonl}. */
  public ChoiceTask data(String folder, String file) {
    dataset = folder;
    split = file;
    return this;
  }

  /** Where solved examples are drawn from; without it the task has none. */
  public ChoiceTask examples(String file) {
    return examples(file, ShotRule.DRAW);
  }

  /** Where solved examples come from, and how they are picked. */
  public ChoiceTask examples(String file, ShotRule rule) {
    examples = new ShotSource(file, rule);
    return this;
  }

  /** From a row to what its choices follow; a space is put between. */
  public ChoiceTask question(Function<Row, String> ofRow) {
    question = ofRow;
    return this;
  }

  /** From a row to its choices. */
  public ChoiceTask choices(Function<Row, List<String>> ofRow) {
    choices = ofRow;
    return this;
  }

  /** From a row to the right choice's index, from 0. */
  public ChoiceTask right(ToIntFunction<Row> ofRow) {
    right = ofRow;
    return this;
  }

  /** All three in one, where choices do not all follow one question or several are right. */
  public ChoiceTask asked(Function<Row, Choices> ofRow) {
    asked = ofRow;
    return this;
  }

  /** How a document is judged: {@code acc}, {@code acc_norm}. */
  public ChoiceTask metrics(String... names) {
    metrics = Arrays.stream(names).map(ChoiceMetric::named).toList();
    return this;
  }

  /** How a document is judged, in another way. */
  public ChoiceTask metrics(ChoiceMetric... own) {
    metrics = List.of(own);
    return this;
  }

  /** The task with so many solved examples before every question. */
  public Benchmark shots(int shots) {
    return Benchmark.of(task()).shots(shots);
  }

  /**
   * The task.
   *
   * @throws IllegalArgumentException if something that it needs was not said
   */
  public Task task() {
    need(dataset, "data(folder, file)");
    if (asked == null) {
      need(question, "question(row -> …)");
      need(choices, "choices(row -> …)");
      need(right, "right(row -> …)");
    }
    Function<Row, Choices> reader = asked == null ? together(question, choices, right) : asked;
    return new Task(
        name,
        alias,
        version,
        description,
        dataset,
        split,
        Optional.ofNullable(examples),
        new MultipleChoice(row -> guarded(reader, row, name), metrics));
  }

  private void need(Object said, String how) {
    if (said == null) {
      throw new IllegalArgumentException(
          "The task " + name + " is not complete: say ." + how + " too.");
    }
  }

  private static Function<Row, Choices> together(
      Function<Row, String> question,
      Function<Row, List<String>> choices,
      ToIntFunction<Row> right) {
    return row -> {
      List<String> texts = choices.apply(row);
      int index = right.applyAsInt(row);
      if (index < 0 || index >= texts.size()) {
        throw new IllegalArgumentException(
            "%s: the right choice has index %d, but there are %d choices, counted from 0; correct that line or take it out."
                .formatted(row.where(), index, texts.size()));
      }
      return Choices.of(question.apply(row), texts, i -> i == index, index);
    };
  }

  /** Whatever a task's own function trips over, the row is named. */
  private static Choices guarded(Function<Row, Choices> reader, Row row, String task) {
    try {
      return reader.apply(row);
    } catch (IllegalArgumentException e) {
      throw e;
    } catch (RuntimeException e) {
      throw new IllegalArgumentException(
          "%s cannot be read as the task %s reads it: %s".formatted(row.where(), task, e), e);
    }
  }
}
