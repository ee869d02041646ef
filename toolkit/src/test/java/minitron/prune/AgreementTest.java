package minitron.prune;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import minitron.Fixtures;
import minitron.model.ModelConfig;
import minitron.runs.Ending;
import org.junit.jupiter.api.Test;

/** Choices of 24 hidden channels, 40 neurons and 4 heads in 2 groups. */
class AgreementTest {
  private final ModelConfig config = Fixtures.config(2);
  private final WidthTarget target = WidthTarget.ALL.hidden(18).mlp(20).heads(2);
  private final WidthScores rising = scores(0, false);
  private final WidthScores falling = scores(0, true);

  /** Of 24 channels the one keeps 7 to 24 and the other 1 to 18: 12 of 18 are the same. */
  @Test
  void theReverseOrderKeepsWhatItMust() {
    Agreement reverse = Agreement.of(config, target, rising, falling);
    assertEquals(List.of(12 / 18., 0., 0.), reverse.kept());
    reverse.correlation().forEach(rho -> assertEquals(-1, rho, 1e-12));
  }

  @Test
  void theSameOrderKeepsTheSame() {
    Agreement same = Agreement.of(config, target, rising, scores(5, false));
    assertEquals(List.of(1., 1., 1.), same.kept());
    same.correlation().forEach(rho -> assertEquals(1, rho, 1e-12));
  }

  @Test
  void aStabilityIsReadAtItsLastSize() {
    Agreement few = Agreement.of(config, target, rising, falling);
    Agreement all = Agreement.of(config, target, rising, rising);
    var two = List.of(List.of(few, all), List.of(few, few));
    Stability stability = Stability.of(List.of(2, 8), two, config, target);
    assertArrayEquals(new double[] {100, 1200 / 18.}, stability.points("hidden channels"), 1e-9);
    assertEquals(List.of(.75, .5, .5), stability.byChance());
    assertEquals(List.of("2", "8", "by chance"), stability.table().stringColumn(0).asList());
    assertEquals(.5, stability.table().doubleColumn(3).get(1));
    assertThrows(IllegalArgumentException.class, () -> stability.points("layers"));
  }

  @Test
  void samplesAreQuartersOfTheMost() {
    assertEquals(List.of(4, 16, 64, 256, 1024), Stability.samples(1024));
    assertEquals(List.of(2, 8, 32), Stability.samples(32));
    assertThrows(IllegalArgumentException.class, () -> Stability.samples(1));
  }

  private WidthScores scores(int more, boolean reversed) {
    List<List<Float>> mlp = List.of(row(40, more, reversed), row(40, more, reversed));
    List<List<Float>> heads = List.of(row(4, more, reversed), row(4, more, reversed));
    return new WidthScores(row(24, more, reversed), mlp, heads, "a test", Ending.WHOLE);
  }

  private static List<Float> row(int count, int more, boolean reversed) {
    var row =
        new ArrayList<>(IntStream.range(more, more + count).mapToObj(i -> (float) i).toList());
    if (reversed) {
      Collections.reverse(row);
    }
    return row;
  }
}
