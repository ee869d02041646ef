package minitron.report;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

final class PassageTest {
  private static final String OPEN = "<blockquote style=\"white-space:pre-wrap;max-width:50em\">";

  @Test
  void whatWasGivenIsBold() {
    assertEquals(
        OPEN + "<b>Tom &amp;</b> Ann\n<small>greedy</small></blockquote>",
        new Passage("Tom &", " Ann", "greedy").html());
  }

  @Test
  void whereNothingWasGivenNothingIsBold() {
    assertEquals(
        OPEN + "Tom &lt;3\n<small>original</small></blockquote>",
        new Passage("", "Tom <3", "original").html());
  }
}
