package minitron.report.plot;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import minitron.Fixtures;
import minitron.Plots;
import minitron.Refusal;
import minitron.prune.Sensitivity;
import minitron.prune.Sensitivity.Block;
import minitron.prune.WidthScores;
import minitron.runs.Ending;
import org.junit.jupiter.api.Test;

final class PlotTest {
  private static final double[] X = {0, 1, 2, 3};
  private static final double[] DOWN = {4, 3, 2.5, 2.2};
  private static final double[] LOWER = {3.5, 2.7, 2.2, 2};

  @Test
  void linesBandsAndBaselinesHaveTheirColours() throws IOException {
    LinePlot plot =
        Plots.lines("Loss", "tokens (M)", "LM loss")
            .line("width", X, LOWER)
            .seeds("depth", X, DOWN, new double[] {4.5, 3.5, 3, 2.7})
            .baseline("baseline", 1.9);
    BufferedImage image = image(plot);
    assertEquals(Plot.SCALE * plot.width(), image.getWidth());
    assertEquals(Plot.SCALE * plot.height(), image.getHeight());
    assertEquals(Color.WHITE, new Color(image.getRGB(0, 0)));
    for (String name : new String[] {"width", "depth", "baseline"}) {
      assertTrue(count(image, new Palette().of(name)) > 100, name);
    }
  }

  @Test
  void everyKindOfPlotIsDrawn() throws IOException {
    var heat = Plots.heatMap("Scores", "channel", "layer", new double[][] {{1, 2, 3}, {4, 5, 6}});
    assertTrue(count(image(heat), new Color(0x08306b)) > 1000, "the greatest is dark");
    var bars =
        Plots.bars("Accuracy", "accuracy", "size", "place")
            .percent()
            .bars("teacher", new double[] {.9, .8}, new double[] {.01, .01})
            .bars("width", .7, .6);
    BufferedImage image = image(bars);
    assertTrue(count(image, new Palette().of("teacher")) > 1000);
    assertTrue(count(image, new Palette().of("width")) > 1000);
  }

  @Test
  void aHeatMapNeedsNoTitle() throws IOException {
    var heat = Plots.heatMap("", "channel", "layer", new double[][] {{1, 2, 3}});
    assertTrue(count(image(heat), new Color(0x08306b)) > 1000);
  }

  /** A missing value leaves its place empty, and a negative one hangs down. */
  @Test
  void barsShowWhatIsThere() throws IOException {
    Color colour = new Palette().of("teacher");
    int whole = count(image(Plots.bars("", "y", "a", "b").bars("teacher", 1, 1)), colour);
    int half = count(image(Plots.bars("", "y", "a", "b").bars("teacher", 3, Double.NaN)), colour);
    assertEquals(0.5, half / (double) whole, 0.05);
    int both = count(image(Plots.bars("", "y", "a", "b").bars("teacher", -2, 2)), colour);
    assertEquals(0.5, both / (double) whole, 0.05);
  }

  /** Two layers of 100 neurons: groups of two, the greatest first, each layer by its own scale. */
  @Test
  void neuronsAreSortedWithinTheirLayer() throws IOException {
    List<Float> rising = IntStream.rangeClosed(1, 100).mapToObj(i -> (float) i).toList();
    List<Float> equal = Collections.nCopies(100, 5f);
    var scores =
        new WidthScores(
            List.of(1f), List.of(rising, equal), List.of(List.of(1f)), "a test", Ending.WHOLE);
    HeatMap map = Plots.neurons(scores);
    image(map);
    assertTrue(map.sketch().contains("groups of 2"), map.sketch());
    String[] rows = map.sketch().split("\n", -1);
    assertEquals("█".repeat(50), rows[2], "layer 2");
    assertTrue(rows[3].startsWith("██") && rows[3].endsWith(" "), "layer 1");
  }

  @Test
  void aPlotsTextTellsWhereItsPictureIs() throws IOException {
    LinePlot plot = Plots.lines("", "x", "y").line("teacher", X, DOWN);
    String text = plot.toString();
    assertTrue(text.startsWith("* teacher\n"), text);
    Path picture = Path.of(text.substring(text.lastIndexOf('\n') + 1));
    assertArrayEquals(plot.png(), Files.readAllBytes(picture));
    Files.delete(picture);
  }

  @Test
  void aSweepHasALineForEachSizeAtTheBlocksLastLayer() {
    List<Block> blocks =
        List.of(
            block(1, 1, 4),
            block(2, 2, 3),
            block(3, 3, 2.5),
            block(4, 4, 2.2),
            block(1, 3, 5),
            block(2, 4, 6));
    var sweep = new Sensitivity(2, Optional.empty(), blocks, 64, Ending.WHOLE);
    String sketch = Plots.depthSweep(sweep, 4).sketch();
    assertTrue(sketch.contains("drop 1 layer   o drop 3 layers   - Baseline (4 layers)"), sketch);
    assertTrue(sketch.contains("1 … 4  layer no."), sketch);
  }

  private static Block block(int first, int last, double loss) {
    return new Block(first, last, 0, loss, Optional.empty());
  }

  @Test
  void aLogarithmicPlotOfOnePointIsDrawn() throws IOException {
    LinePlot plot = Plots.lines("", "x", "y").logarithmic().line("teacher", X, DOWN);
    assertTrue(count(image(plot), new Palette().of("teacher")) > 100);
    image(Plots.lines("One", "x", "y").line("a", new double[] {1}, new double[] {2}));
    image(Plots.lines("None", "x", "y"));
  }

  @Test
  void wrongLengthsAreNamed() {
    LinePlot plot = Plots.lines("t", "x", "y");
    assertEquals(
        "The line 'a' has 4 x and 2 y values; give one y for each x, at least one.",
        Refusal.of(() -> plot.line("a", X, new double[] {1, 2})));
    assertThrows(IllegalArgumentException.class, () -> plot.seeds("a", X, new double[3]));
    assertThrows(IllegalArgumentException.class, () -> Plots.bars("t", "y", "a", "b").bars("x", 1));
  }

  @Test
  void ticksHaveTheDecimalsTheirStepsNeed() {
    assertEquals("#,##0.0", Ticks.pattern(2.1, 3.9, 8));
    assertEquals("#,##0.00", Ticks.pattern(2.11, 2.39, 8));
    assertEquals("#,##0", Ticks.pattern(0, 100, 8));
    assertEquals(20, Ticks.step(128, 7));
    assertEquals(1, Ticks.step(12, 12));
  }

  private static BufferedImage image(Plot plot) throws IOException {
    return ImageIO.read(new ByteArrayInputStream(plot.png()));
  }

  private static int count(BufferedImage image, Color color) {
    int count = 0;
    for (int y = 0; y < image.getHeight(); y++) {
      for (int x = 0; x < image.getWidth(); x++) {
        count += image.getRGB(x, y) == color.getRGB() ? 1 : 0;
      }
    }
    return count;
  }

  @Test
  void aBlueprintTellsItsPartsAndHowOftenTheyAreRepeated() {
    Blueprint plan = Plots.architecture(Fixtures.config(3));
    String sketch = plan.sketch();
    assertTrue(sketch.contains("┌── 3 times"), sketch);
    assertTrue(sketch.contains("│ attention    4 heads × 6, 2 key/value"), sketch);
    assertTrue(sketch.contains("24 → 40 → 24"), sketch);
    assertTrue(plan.png().length > 5000);
  }
}
