package minitron.report.plot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.awt.Color;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class PaletteTest {
  private static final Set<Color> MEANT =
      List.of(
              "random init",
              "random",
              "LM loss, training",
              "LM validation loss",
              "LM loss",
              "continuous",
              "width",
              "depth",
              "corrected",
              "distilled",
              "pruned",
              "teacher",
              "original",
              "baseline")
          .stream()
          .map(PaletteTest::color)
          .collect(Collectors.toSet());

  private static Color color(String name) {
    return new Palette().of(name);
  }

  @Test
  void theSameThingHasTheSameColourInEveryPlot() {
    Palette other = new Palette();
    other.of("drop 1 layer");
    other.of("drop 2 layers");
    other.of("drop 3 layers");
    assertEquals(color("drop 6 layers"), other.of("drop 6 layers"));
  }

  @ParameterizedTest
  @CsvSource({
    "width, Width",
    "width, Llama-3.1-Minitron-4B-Width",
    "width, distilled (width)",
    "random, randomly pruned",
    "random, Random Pruning + Distillation",
    "continuous, 'Prune original, distil continuously corrected'",
    "corrected, Prune corrected teacher + distill corrected teacher",
    "distilled, Pruning + Distillation",
    "baseline, Baseline (12 layers)"
  })
  void aWordDecides(String word, String name) {
    assertEquals(color(word), color(name));
  }

  /** A word within a word means nothing. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "bandwidth",
        "uncorrected",
        "unpruned",
        "depthwise",
        "drop some non-continuous layers",
        "backdrop 2",
        "something"
      })
  void whatHasNoneOfTheWordsHasAColourThatMeansNothing(String name) {
    assertFalse(MEANT.contains(color(name)), name);
  }

  @Test
  void severalOtherThingsAreToldApart() {
    var palette = new Palette();
    Set<Color> seen = new HashSet<>();
    for (String name :
        List.of("three layers", "all layers", "size", "possession", "place", "count")) {
      seen.add(palette.of(name));
      assertFalse(MEANT.contains(palette.of(name)), name);
    }
    assertEquals(6, seen.size());
    assertNotEquals(palette.of("width"), palette.of("width, again"));
    assertFalse(MEANT.contains(palette.of("width, once more")));
  }
}
