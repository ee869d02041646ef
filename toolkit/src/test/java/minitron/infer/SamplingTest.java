package minitron.infer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SamplingTest {
  private static final int TEXTS = 1000;
  private static final float[] EQUAL = new float[10];

  /** The first tokens of many texts after equally likely beginnings are spread over all. */
  @Test
  void theTextsOfAPromptBeginIndependently() {
    Sampling sampling = new Sampling(0.2, 0.95, 0);
    var seen = new int[EQUAL.length];
    int runs = 0;
    int before = -1;
    for (int text = 0; text < TEXTS; text++) {
      int token = sampling.draw(EQUAL, sampling.draws(text));
      seen[token]++;
      runs += token == before ? 0 : 1;
      before = token;
    }
    for (int count : seen) {
      // 100 each, with a standard deviation of 9.5.
      assertEquals(TEXTS / 10.0, count, 40);
    }
    // A text differs from the one before in nine of ten cases.
    assertEquals(0.9 * TEXTS, runs, 40);
  }

  @Test
  void drawsFollowFromSeedAndNumber() {
    assertEquals(first(3, 7), first(3, 7));
    assertNotEquals(first(3, 7), first(4, 7));
    assertNotEquals(first(3, 7), first(3, 8));
    assertTrue(IntStream.range(0, 20).mapToDouble(seed -> first(seed, 0)).max().orElse(0) > 0.8);
  }

  private static double first(long seed, int number) {
    return Sampling.GREEDY.seed(seed).draws(number).nextDouble();
  }
}
