package minitron.eval.task;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class ChoiceMetricTest {
  private static final List<Choice> CHOICES =
      List.of(choice("😀😀", true), choice("four", false), choice("no", false));

  @Test
  void theLikeliestWinsAndTheFirstOfEquals() {
    assertEquals(1, ChoiceMetric.ACC.rule().score(CHOICES, List.of(-1.0, -1.0, -2.0)));
    assertEquals(0, ChoiceMetric.ACC.rule().score(CHOICES, List.of(-2.0, -1.0, -1.0)));
  }

  @Test
  void lengthsAreCodePoints() {
    // −3/2 against −5/4: by UTF-16 units it would be −3/4, and the first would win.
    assertEquals(0, ChoiceMetric.ACC_NORM.rule().score(CHOICES, List.of(-3.0, -5.0, -9.0)));
    assertEquals(1, ChoiceMetric.ACC_NORM.rule().score(CHOICES, List.of(-2.4, -5.0, -9.0)));
  }

  @Test
  void theFirstNotANumberWins() {
    double nan = Double.NaN;
    assertEquals(1, ChoiceMetric.best(3, List.of(0.0, nan, nan)::get));
    assertEquals(0, ChoiceMetric.best(2, List.of(nan, 1.0)::get));
    double least = Double.NEGATIVE_INFINITY;
    assertEquals(0, ChoiceMetric.best(2, List.of(least, least)::get));
  }

  private static Choice choice(String text, boolean right) {
    return new Choice("", " " + text, text, right);
  }
}
