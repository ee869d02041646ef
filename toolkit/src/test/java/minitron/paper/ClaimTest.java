package minitron.paper;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/** What the interval of the differences says of a claim, by numbers that a table of t gives. */
class ClaimTest {
  private static final Claim CLAIM = new Claim("Width is better", "Figure 5", "");

  /** The differences are 1, 2 and 3: mean 2, deviation 1, and t is 4.302653 for two degrees. */
  @Test
  void intervalIsStudents() {
    Verdict verdict = CLAIM.less("nats", values(1, 1, 1), values(2, 3, 4), 0);
    assertEquals(2, verdict.mean(), 1e-12);
    assertEquals(2 - 4.302653 / Math.sqrt(3), verdict.low(), 1e-6);
    assertEquals(2 + 4.302653 / Math.sqrt(3), verdict.high(), 1e-6);
    assertEquals(3, verdict.seeds());
    assertEquals(Outcome.TOO_CLOSE, verdict.outcome());
  }

  @Test
  void holdsOnlyBeyondTheMargin() {
    double[] one = values(1, 1, 1);
    double[] other = values(2.00, 2.01, 1.99);
    assertEquals(Outcome.HOLDS, CLAIM.less("nats", one, other, .9).outcome());
    assertEquals(Outcome.TOO_CLOSE, CLAIM.less("nats", one, other, 1).outcome());
    assertEquals(Outcome.DOES_NOT_HOLD, CLAIM.less("nats", one, other, 1.1).outcome());
    assertEquals(Outcome.DOES_NOT_HOLD, CLAIM.more("nats", one, other, 0).outcome());
  }

  @Test
  void equalityNeedsTheWholeIntervalWithinTheMargin() {
    double[] one = values(1, 1, 1);
    assertEquals(Outcome.HOLDS, CLAIM.same("nats", one, values(1, 1.01, .99), .1).outcome());
    assertEquals(Outcome.TOO_CLOSE, CLAIM.same("nats", one, values(1, 1.1, .9), .1).outcome());
    assertEquals(Outcome.DOES_NOT_HOLD, CLAIM.same("nats", one, values(2, 2, 2), .1).outcome());
    assertEquals(Outcome.DOES_NOT_HOLD, CLAIM.same("nats", one, values(0, 0, 0), .1).outcome());
  }

  @Test
  void oneSeedOrAMissingNumberGivesNoVerdict() {
    assertEquals(Outcome.NONE, CLAIM.less("nats", values(1), values(9), 0).outcome());
    Verdict missing = CLAIM.less("nats", values(1, Double.NaN), values(9, 9), 0);
    assertEquals(Outcome.NONE, missing.outcome());
  }

  @Test
  void whatCannotBeTestedSaysWhy() {
    Verdict verdict = CLAIM.untestable("nobody here writes programs");
    assertTrue(verdict.toString().contains("not testable in this world: nobody here writes"));
  }

  /** As many decimals as one needs to see on which side of the margin a number lies. */
  @Test
  void numbersAreAsExactAsTheirMargin() {
    Verdict verdict = CLAIM.less("nats", values(1, 1), values(1.123456, 1.123456), .01);
    assertEquals(
        "0.123 nats (95 % interval 0.123 to 0.123, 2 seeds; margin 0.01)", verdict.measured());
    assertEquals("12.3 points with 1 seed", CLAIM.above("points", values(12.3456), 2).measured());
    assertEquals("0.123 nats with 1 seed", CLAIM.above("nats", values(.123456), 0).measured());
    assertEquals("∞ × with 1 seed", CLAIM.above("×", values(1 / 0.), 50).measured());
  }

  @Test
  void armsNeedTheSameSeeds() {
    assertThrows(
        IllegalArgumentException.class, () -> CLAIM.less("nats", values(1, 2), values(1), 0));
  }

  private static double[] values(double... values) {
    return values;
  }
}
