package minitron.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import minitron.Refusal;
import minitron.report.ScoreTable.Cell;
import minitron.report.ScoreTable.Group;
import minitron.report.ScoreTable.Line;
import org.junit.jupiter.api.Test;

/** Tables with the best number bold, and texts in tokens. */
class ScoreTableTest {
  private static final double NONE = Double.NaN;

  @Test
  void theBestIsBoldAndTheSecondBestUnderlined() {
    assertEquals(List.of(Mark.NONE, Mark.BEST, Mark.SECOND), Mark.of(List.of(10.0, 74.0, 73.5), 1));
    assertEquals(List.of(Mark.SECOND, Mark.NONE, Mark.BEST), Mark.of(List.of(9.9, NONE, 10.0), 1));
  }

  @Test
  void equalNumbersShareAMarkAsFarAsTheyAreShown() {
    // 42.94 and 42.86 are both printed as 42.9.
    assertEquals(
        List.of(Mark.BEST, Mark.SECOND, Mark.BEST), Mark.of(List.of(42.94, 38.2, 42.86), 1));
    assertEquals(List.of(Mark.BEST, Mark.SECOND), Mark.of(List.of(42.94, 42.86), 2));
    assertEquals(List.of(Mark.BEST, Mark.SECOND), Mark.of(List.of(1234.5, 1000.0), 1));
  }

  @Test
  void aSingleNumberBeatsNone() {
    assertEquals(List.of(Mark.NONE, Mark.NONE), Mark.of(List.of(NONE, 5.0), 1));
  }

  private static ScoreTable table(Cell... cells) {
    return new ScoreTable(
        "Scores",
        "task",
        List.of(new Group("here", List.of("a", "b")), new Group("paper", List.of("c"))),
        List.of(new Line("gsm8k (5)", List.of(cells), false)),
        "in percent");
  }

  @Test
  void itIsHtmlAndText() {
    ScoreTable table =
        table(new Cell("41.2", Mark.BEST), new Cell("<24", Mark.SECOND), new Cell("–", Mark.NONE));
    String html = table.html();
    assertTrue(html.contains("<th colspan=\"2\""), html);
    assertTrue(html.contains("<b>41.2</b>") && html.contains("<u>&lt;24</u>"), html);
    assertEquals(
        """
        Scores

                   here             paper
        task              a      b      c
        gsm8k (5)  **41.2**  _<24_      –

        in percent""",
        table.toString());
  }

  @Test
  void aRowHasACellForEveryColumn() {
    assertEquals(
        "The row 'gsm8k (5)' has 1 cells for 3 columns; give one of each.",
        Refusal.of(() -> table(new Cell("1", Mark.NONE))));
  }

  @Test
  void tokensThatCountHaveTheirNumberBelow() {
    var strip =
        new TokenStrip(
            "1 ✓",
            List.of(
                new TokenStrip.Token("The cup", NONE),
                new TokenStrip.Token(" fell", Math.log(.5)),
                new TokenStrip.Token(".\n", -1e-6)));
    assertEquals(
        """
        1 ✓
        The·cup ·fell .⏎
                −0.69 0.00""",
        strip.toString());
    // Half way from #fbf8ee to #f3aa5a.
    assertTrue(strip.html().contains("background:#f7d1a4"), strip.html());
  }
}
