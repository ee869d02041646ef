package minitron.eval.chatrag;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class RagScoringTest {
  private static final double EXACT = 1e-12;

  @Test
  void wordsInCommonAreCountedByHand() {
    // "red cup" of "on red red cup": 2 of 2 and 2 of 4 words.
    assertEquals(2 / 3.0, f1("The red cup!", "on a red, red cup"), EXACT);
    assertEquals(1, f1("x", "no", "X"), "the best answer counts");
    assertEquals(0, f1("the", "the"), "nothing is left of an article");
    assertEquals(0, f1("", "x"));
    assertEquals(1, f1("a-team", "team"), "a hyphen parts words");
    assertEquals(0, f1("l’été", "l'été"), "curly quotes stay, others part words");
    assertEquals(1, f1("thé", "THÉ"), "an article is a whole word");
    assertEquals(0, f1("\uD801\uDC37the", "\uD801\uDC37"), "after any letter it is none");
  }

  private static double f1(String prediction, String... answers) {
    return TokenF1.best(prediction, List.of(answers)).orElseThrow();
  }

  @Test
  void blankAnswersDoNotCount() {
    assertEquals(OptionalDouble.empty(), RagScoring.F1.f1("x", List.of(" \u00a0")));
    assertEquals(OptionalDouble.of(1), RagScoring.F1.f1("x</s>", List.of("", "x")));
    List<String> none = List.of(CannotFind.SENTENCE);
    assertEquals(OptionalDouble.empty(), RagScoring.F1_OF_FOUND.f1("x", none));
    assertTrue(RagScoring.F1.f1("sorry", none).getAsDouble() > 0);
  }

  @Test
  void sayingThereIsNoAnswerCountsInManyWays() {
    RagScoring quac = RagScoring.F1_OR_NONE;
    RagDoc unanswerable = doc(CannotFind.SENTENCE);
    assertEquals(
        Map.of("f1", 1.0, "acc_unanswerable", 1.0),
        quac.scores(unanswerable, "The text DOESN'T mention it", true));
    assertEquals(Map.of("f1", 1.0, "acc_answerable", 1.0), quac.scores(doc("red"), "Red", true));
    assertEquals(Map.of("f1", 1.0), quac.scores(doc("red"), "Red", false));
    assertEquals(0.0, quac.scores(doc("red"), "There is no red", true).get("acc_answerable"));
  }

  private static RagDoc doc(String answer) {
    return new RagDoc(List.of(new RagDoc.Turn("user", "Which?")), List.of(), List.of(answer), null);
  }

  @Test
  void financeIsRightInAnyWriting() {
    assertTrue(finance(50.0, "f", "", "20 (2017) + 30: $50 million"));
    assertTrue(finance(.5, "divide(1 2)", "", "divide(1, 2)"));
    assertTrue(finance(-10.5, "f", "", "a decrease of 10.5"));
    assertFalse(finance(-10.5, "f", "", "10.5 less"));
    assertTrue(finance(.1256, "f", "what percent?", "12.6 %"));
    assertFalse(finance(.1256, "f", "which part?", "12.6 %"));
    assertTrue(finance(.125, "f", "", "0.12"), "half to even");
    assertFalse(finance(.125, "f", "", "0.13"));
    assertTrue(finance("yes", "f", "what percent?", "yes"));
    assertTrue(finance(-7L, "f", "", "a decrease of 7"));
  }

  private static boolean finance(Object value, String formula, String question, String text) {
    return new FinanceAnswer(value, formula).isIn(question, text);
  }
}
