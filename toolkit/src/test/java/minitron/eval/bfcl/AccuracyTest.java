package minitron.eval.bfcl;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Map;
import org.junit.jupiter.api.Test;

/** What categories come to together. */
class AccuracyTest {

  /** simple: (1/2 + 1/4 + 0) / 3 = .25; non-live: (.25 + 1 + .5 + 0) / 4; v1: 5 of 14 rows. */
  @Test
  void someAreMeansOfSharesAndSomeOfRows() {
    Map<Category, Integer> asked =
        Map.of(
            Category.SIMPLE_PYTHON, 2,
            Category.SIMPLE_JAVA, 4,
            Category.SIMPLE_JAVASCRIPT, 1,
            Category.MULTIPLE, 1,
            Category.PARALLEL, 2,
            Category.PARALLEL_MULTIPLE, 2,
            Category.IRRELEVANCE, 2,
            Category.LIVE_SIMPLE, 1,
            Category.LIVE_MULTIPLE, 3);
    Map<Category, Integer> right =
        Map.of(
            Category.SIMPLE_PYTHON, 1,
            Category.SIMPLE_JAVA, 1,
            Category.SIMPLE_JAVASCRIPT, 0,
            Category.MULTIPLE, 1,
            Category.PARALLEL, 1,
            Category.PARALLEL_MULTIPLE, 0,
            Category.IRRELEVANCE, 1,
            Category.LIVE_SIMPLE, 1,
            Category.LIVE_MULTIPLE, 0);
    assertEquals(
        Map.of(
            "simple", .25,
            "non_live_ast", .4375,
            "live_ast_of_present", .25,
            "irrelevance", .5,
            "v1_without_executable", 5 / 14.0),
        new Accuracy(right, asked).aggregates());
  }

  @Test
  void whatLacksACategoryIsNotTold() {
    assertEquals(
        Map.of("irrelevance", .5),
        new Accuracy(Map.of(Category.IRRELEVANCE, 1), Map.of(Category.IRRELEVANCE, 2))
            .aggregates());
  }
}
