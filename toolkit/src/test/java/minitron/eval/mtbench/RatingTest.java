package minitron.eval.mtbench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class RatingTest {
  @Test
  void doubleBracketsComeBeforeSingleOnes() {
    assertEquals(Optional.of(6L), Rating.of("[8], no: [[6]], [[7]]"));
    assertEquals(Optional.of(8L), Rating.of("see [8]"));
    assertEquals(Optional.of(7.5), Rating.of("[[7.5]]"));
    assertEquals(Optional.of(7.0), Rating.of("[[7.]]"));
    assertEquals(Optional.of(0L), Rating.of("[[00]]"));
    assertEquals(Optional.empty(), Rating.of("[[ 7 ]] [[7/10]] [[-3]] [[.5]]"));
    assertFalse(Rating.unreadable("[[ 7 ]]"));
  }

  @Test
  void whatPythonCannotReadIsNoRating() {
    for (String judgment : List.of("[[07]]", "[[٧]]", "[[1٧.5]]")) {
      assertEquals(Optional.empty(), Rating.of(judgment), judgment);
      assertTrue(Rating.unreadable(judgment), judgment);
    }
    assertEquals(Optional.of(7.5), Rating.of("[[07.5]]"));
  }

  @Test
  void pairsAreDecidedByTheFirstVerdictOrBothRatings() {
    assertEquals("A", Rating.winner("[[A]]", "[[B]] or [[A]]"));
    assertEquals("tie", Rating.winner("[[A]]", "[[C]]"));
    assertEquals("error", Rating.winner("[[A]]", "A"));
    String ratings = "[[rating_a,rating_b]]";
    assertEquals("A", Rating.winner(ratings, "[[8, 7.5]]"));
    assertEquals("B", Rating.winner(ratings, "[1,2]"));
    assertEquals("tie", Rating.winner(ratings, "[[8,7.95]]"));
    assertEquals("error", Rating.winner(ratings, "[[8]]"));
    assertEquals("A", Rating.ofBothOrders("A", "B"));
    assertEquals("tie", Rating.ofBothOrders("A", "A"));
  }

  @Test
  void theMeanIsOverRatingsAlone() {
    assertEquals(OptionalDouble.of(4), Ratings.mean(List.of(3.0, -1.0, 5.0)));
    assertEquals(OptionalDouble.empty(), Ratings.mean(List.of(-1.0)));
  }
}
