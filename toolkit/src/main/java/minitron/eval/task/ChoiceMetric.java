package minitron.eval.task;

import java.util.List;
import java.util.function.IntToDoubleFunction;
import java.util.function.ToDoubleFunction;
import minitron.python.PythonText;

/**
 * Judges one document of a multiple-choice task.
 *
 * @param name the harness's
 * @param rule from the choices and their log-likelihoods to a score
 * @param chance from the choices to what blind guessing scores; NaN where nobody says
 */
public record ChoiceMetric(String name, Rule rule, ToDoubleFunction<List<Choice>> chance) {

  /** 1 if the likeliest choice is right, else 0. */
  public static final ChoiceMetric ACC =
      new ChoiceMetric(
          "acc",
          (choices, likelihoods) ->
              choices.get(best(choices.size(), likelihoods::get)).right() ? 1 : 0,
          ChoiceMetric::shareRight);

  /** 1 if the choice likeliest for its length, in Unicode code points, is right, else 0. */
  public static final ChoiceMetric ACC_NORM =
      new ChoiceMetric(
          "acc_norm",
          (choices, likelihoods) -> {
            IntToDoubleFunction perCharacter =
                i -> likelihoods.get(i) / PythonText.length(choices.get(i).text());
            return choices.get(best(choices.size(), perCharacter)).right() ? 1 : 0;
          },
          ChoiceMetric::shareRight);

  /** A metric of which nobody says what guessing scores. */
  public ChoiceMetric(String name, Rule rule) {
    this(name, rule, choices -> Double.NaN);
  }

  /** A metric by the harness's name. */
  static ChoiceMetric named(String name) {
    return switch (name) {
      case "acc" -> ACC;
      case "acc_norm" -> ACC_NORM;
      default ->
          throw new IllegalArgumentException(
              "There is no metric \"%s\" of choices; there are acc and acc_norm.".formatted(name));
    };
  }

  /** From the choices and their log-likelihoods, in the same order, to a score. */
  @FunctionalInterface
  public interface Rule {
    /** The document's score. */
    double score(List<Choice> choices, List<Double> logLikelihoods);
  }

  /** How many of the choices are right: as often does one that is drawn blindly hit. */
  public static double shareRight(List<Choice> choices) {
    return (double) choices.stream().filter(Choice::right).count() / choices.size();
  }

  /** The first greatest, as numpy's argmax has it: the first NaN, if there is one, wins. */
  public static int best(int count, IntToDoubleFunction value) {
    int best = 0;
    for (int i = 0; i < count; i++) {
      double here = value.applyAsDouble(i);
      if (Double.isNaN(here)) {
        return i;
      }
      best = here > value.applyAsDouble(best) ? i : best;
    }
    return best;
  }
}
