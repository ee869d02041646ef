package minitron.eval.result;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import minitron.eval.metric.Estimate;
import org.junit.jupiter.api.Test;

class DifferencesTest {
  @Test
  void differencesAreSaidInWords() {
    // 1.96 · 0.1 = 0.196 to both sides of −0.2; 1 and 9 by the sign test: 22/1024.
    var verdicts = difference(-.2, .1, OptionalInt.of(9), OptionalInt.of(1));
    var parts = difference(.05, .1, OptionalInt.empty(), OptionalInt.empty());
    assertEquals(
        """
        winogrande: width is 20.0 points below depth (95 %: −39.6 to −0.4), p = 0.021: more than chance.
        winogrande: width is 5.0 points above depth (95 %: −14.6 to 24.6): chance gives as much.""",
        new Differences("depth", "width", List.of(verdicts, parts)).inWords());
  }

  private static PairedDifference difference(
      double value, double error, OptionalInt first, OptionalInt second) {
    return new PairedDifference(
        "winogrande",
        "acc",
        "none",
        40,
        .5,
        .5 + value,
        new Estimate(value, OptionalDouble.of(error)),
        first,
        second);
  }
}
