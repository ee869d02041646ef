package minitron.eval.task;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LimitTest {

  @ParameterizedTest
  @CsvSource({"0.2, 11535, 2307", "0.2, 11, 3", "1, 50, 1", "7, 50, 7", "70, 50, 50"})
  void takesTheFirst(double amount, int documents, int asked) {
    assertEquals(asked, new Limit(amount).of(documents));
  }

  @Test
  void noLimitIsAll() {
    assertEquals(1267, Limit.NONE.of(1267));
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, -1, 2.5, Double.NaN})
  void nothingElseIsALimit(double amount) {
    assertThrows(IllegalArgumentException.class, () -> new Limit(amount));
  }
}
