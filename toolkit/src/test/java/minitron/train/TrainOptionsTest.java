package minitron.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/** Steps and learning rates of a run. */
class TrainOptionsTest {
  @Test
  void anyNumberOfTokensIsASensibleNumberOfSteps() {
    assertEquals(Long.MAX_VALUE / 2048 + 1, TrainOptions.DEFAULT.tokens(Long.MAX_VALUE).steps());
  }

  @Test
  void theScheduleWarmsUpThenFallsAsACosine() {
    var schedule = new Schedule(1e-3, 1e-4, 10);
    assertEquals(1e-4, schedule.at(0, 110), 1e-12);
    assertEquals(1e-3, schedule.at(9, 110), 1e-12);
    assertEquals(1e-3, schedule.at(10, 110), 1e-12);
    assertEquals(5.5e-4, schedule.at(60, 110), 1e-12);
    assertEquals(1e-4, schedule.at(110, 110), 1e-12);
  }

  @Test
  void theWarmUpIsThePapersScaled() {
    TrainOptions paper = TrainOptions.DEFAULT.batch(1152).length(8192).tokens(9960L * 1152 * 8192);
    assertEquals(9960, paper.steps());
    assertEquals(40, paper.schedule().warmUp(paper.steps()));
    assertEquals(10, TrainOptions.DEFAULT.schedule().warmUp(200));
    assertEquals(3, TrainOptions.DEFAULT.schedule().warmUp(3));
  }

  @Test
  void ratesAreWrittenAsEverywhere() {
    String told = TrainOptions.DEFAULT.learningRate(5e-4).toString();
    assertTrue(told.contains("learning rate 5.0e-4 to 5.0e-5 after"), told);
    var e = assertThrows(IllegalArgumentException.class, () -> new Schedule(1e-4, 2.5e-4, 0));
    assertEquals("minimum learning rate 2.5e-4: allowed are 0 to 1.0e-4.", e.getMessage());
  }
}
